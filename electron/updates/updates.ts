/** Finds, checks and keeps a newer Songphasa, and hands its installer to the shell. */
import type { KeyObject } from "node:crypto";
import { createReadStream } from "node:fs";
import path from "node:path";
import type { FoundUpdate } from "../../shared/contract.ts";
import { type DeskError, deskError, done, type Result, refuse } from "../../shared/errors.ts";
import { diskError, isDiskError, isMissing } from "../disk/disk-error.ts";
import { readPlainFile } from "../disk/plain-file.ts";
import { type FetchLimits, fetchLimited, NotFetched } from "./fetch-limited.ts";
import { clearInstallers, isTheInstaller, keepInstaller } from "./keep-installer.ts";
import {
  DESCRIPTION,
  DESCRIPTION_LIMIT,
  fitting,
  type Installer,
  isNewer,
  readUpdate,
  type Target,
  type Update,
} from "./update-description.ts";

/** What only the shell can do. */
export interface UpdatePorts {
  readonly key: KeyObject;
  readonly target: Target;
  /** Asks for a file; null where none was chosen. */
  chooseFile(): Promise<string | null>;
  /** Leaves as by quitting, and opens the installer once everything is written and the library given back. */
  leaveFor(installer: string): void;
}

export interface UpdatesNeeds {
  readonly ports: UpdatePorts;
  /** This program's. */
  readonly version: string;
  /** The folder for what can be made again. */
  readonly cache: string;
  readonly progress: (done: number, total: number) => void;
  readonly ca?: FetchLimits["ca"];
}

export interface Updates {
  choose(): Promise<Result<FoundUpdate | null>>;
  /** At an address that `readAddress` made. */
  look(address: URL): Promise<Result<FoundUpdate | null>>;
  /** Errors: `update-gone` where nothing was found before, `update-damaged`, and those of fetching. */
  install(): Promise<Result<null>>;
  cancel(): void;
}

const LOOKING = { most: DESCRIPTION_LIMIT, silence: 15_000, whole: 30_000 };
/** An installer may come over a bad line. */
const FETCHING = { silence: 60_000, whole: 6 * 60 * 60 * 1000 };

/** An address that updates are looked for at, with a slash at its end; null for any other. */
export function readAddress(typed: string): URL | null {
  try {
    const address = new URL(typed.trim());
    const isPlain = address.search === "" && address.hash === "" && address.username === "" && address.password === "";
    if (address.protocol !== "https:" || !isPlain) return null;
    if (!address.pathname.endsWith("/")) address.pathname += "/";
    return address;
  } catch {
    return null;
  }
}

type Source = { readonly from: "file"; readonly file: string } | { readonly from: "office"; readonly address: URL };
interface Ready {
  readonly update: Update;
  readonly installer: Installer;
  readonly source: Source;
}

export function openUpdates({ ports, version, cache, progress, ca }: UpdatesNeeds): Updates {
  const { key, target } = ports;
  let ready: Ready | null = null;
  let running: AbortController | null = null;
  void clearInstallers(cache, version);

  /** What the signed text offers this computer, by the installer's name where one is meant. */
  const judge = (text: string, name?: string): Result<{ update: Update; installer: Installer }> => {
    const update = readUpdate(text, key);
    if (!update.ok) return update;
    const { version: offered } = update.value;
    if (!isNewer(offered, version)) return refuse("update-older", { version: offered, own: version });
    const fits = fitting(update.value, target);
    const installer = name === undefined ? fits[0] : fits.find((one) => one.name === name);
    return installer ? done({ update: update.value, installer }) : refuse("update-other-system");
  };
  const found = (next: Ready): Result<FoundUpdate> => {
    ready = next;
    const { update, installer, source } = next;
    const { name, size } = installer;
    return done({ version: update.version, date: update.date, name, size, from: source.from });
  };
  /** Runs alone; what the disk or the line refuses is an answer. */
  const work = async <T>(place: string, doIt: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    try {
      return await doIt(mine.signal);
    } catch (error) {
      if (mine.signal.aborted) return refuse("update-cancelled");
      if (error instanceof NotFetched) return refuse(error.reason, { detail: error.message });
      if (isDiskError(error)) return { ok: false, error: diskError(error, place) };
      throw error;
    } finally {
      if (running === mine) running = null;
      progress(0, 0);
    }
  };
  const fetchLimits = (signal: AbortSignal) => ({ signal, ...(ca ? { ca } : {}) });
  const far = (size: number) => (bytes: number) => progress(bytes, size);
  const damaged = (name: string): DeskError => deskError("update-damaged", { name });

  const choose = async (): Promise<Result<FoundUpdate | null>> => {
    ready = null;
    const chosen = await ports.chooseFile();
    if (chosen === null) return done(null);
    const [folder, name] = [path.dirname(chosen), path.basename(chosen)];
    return work(chosen, async (signal) => {
      let text: string;
      try {
        text = (await readPlainFile(path.join(folder, DESCRIPTION), DESCRIPTION_LIMIT)).toString("utf8");
      } catch (error) {
        if (isMissing(error)) return refuse("update-undescribed", { name, description: DESCRIPTION });
        throw error;
      }
      const judged = judge(text, name === DESCRIPTION ? undefined : name);
      if (!judged.ok) return judged;
      const { installer } = judged.value;
      const file = path.join(folder, installer.name);
      try {
        if (!(await isTheInstaller(createReadStream(file, { signal }), installer, far(installer.size))))
          return { ok: false, error: damaged(installer.name) };
      } catch (error) {
        if (isMissing(error)) return refuse("file-missing", { name: installer.name });
        throw error;
      }
      return found({ ...judged.value, source: { from: "file", file } });
    });
  };

  const look = (address: URL): Promise<Result<FoundUpdate | null>> =>
    work(cache, async (signal) => {
      ready = null;
      const parts: Buffer[] = [];
      for await (const part of fetchLimited(new URL(DESCRIPTION, address), { ...LOOKING, ...fetchLimits(signal) }))
        parts.push(part);
      const judged = judge(Buffer.concat(parts).toString("utf8"));
      if (!judged.ok) return judged.error.reason === "update-older" ? done(null) : judged;
      return found({ ...judged.value, source: { from: "office", address } });
    });

  const install = async (): Promise<Result<null>> => {
    if (!ready) return refuse("update-gone");
    const { update, installer, source } = ready;
    return work(cache, async (signal) => {
      const bytes =
        source.from === "file"
          ? createReadStream(source.file, { signal })
          : fetchLimited(new URL(installer.name, source.address), {
              ...FETCHING,
              ...fetchLimits(signal),
              most: installer.size,
            });
      const file = await keepInstaller(cache, update.version, installer, bytes, far(installer.size));
      if (file === null) return { ok: false, error: damaged(installer.name) };
      if (signal.aborted) return refuse("update-cancelled");
      ports.leaveFor(file);
      return done(null);
    });
  };

  return { choose, look, install, cancel: () => running?.abort() };
}
