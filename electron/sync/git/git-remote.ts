/**
 * A hub that any git server or a bare folder is. Each desk's own branch (`desk/<id>`) is its copy, which is never
 * refused; `main` is what all see, and moves forward alone.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { isMissing } from "../../disk/disk-error.ts";
import { replaceFile } from "../../disk/durable-file.ts";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "../../disk/private-modes.ts";
import type { Author, Moment, Remote } from "../remote.ts";
import { fail, syncError, TooMuch } from "../sync-error.ts";
import { headInFolder } from "./folder-head.ts";
import { isMoment, lastLine, must, writeMoment } from "./git-files.ts";
import { gitGlance } from "./git-glance.ts";
import { commonOf, historyOf, stoodAt } from "./git-history.ts";
import { gitPictures } from "./git-pictures.ts";
import { fetchMissing, nameOfBytes, namesBefore, putBlobs } from "./git-seeded.ts";
import { gitSigns, SIGNS } from "./git-signs.ts";
import type { HubAddress } from "./hub-address.ts";
import { hubReason, isOutOfSpace } from "./hub-words.ts";
import { type Git, GitGone, GitSilent, GitTooMuch, NoGit, openGit, type RunOptions } from "./run-git.ts";
import { storedFiles } from "./store/stored-files.ts";

export interface GitHub {
  readonly address: HubAddress;
  /** For HTTPS. */
  readonly token?: string | undefined;
  /** A private key's file, for SSH. */
  readonly keyFile?: string | undefined;
  /** An office's own certificate authority, as a PEM file. */
  readonly caFile?: string | undefined;
}

export interface GitDesk {
  /** The desk's id, as its branch is named. */
  readonly id: string;
  /** Who sits there, as other desks see it. */
  readonly name: string;
}

/** What all desks see. */
export const MAIN = "refs/heads/main";
/** Whether a branch was refused because another desk was quicker. */
export const isRaced = (said: string): boolean =>
  /stale info|fetch first|non-fast-forward|failed to update ref|cannot lock ref|incorrect old value/.test(said);
/** Where the hub stood when it was asked last. */
const SEEN = "refs/songphasa/hub";
/** A file beside the copy says that it was begun from a backup. */
export const SEEDED = "seeded";
/** A lock that a killed run left is older than any that works, in milliseconds. */
const LEFT_OVER = 10 * 60_000;

/** What git is told of the hub, by its environment: a command line is for every user to read. */
function access(
  { address, token, keyFile, caFile }: GitHub,
  home: string,
  more: readonly [string, string][] = [],
): Record<string, string> {
  const settings: [string, string][] = [...more];
  if (address.kind === "https" && token !== undefined) {
    const basic = Buffer.from(`songphasa:${token}`).toString("base64");
    settings.push([`http.${address.url}.extraHeader`, `Authorization: Basic ${basic}`]);
  }
  if (caFile !== undefined) settings.push(["http.sslCAInfo", caFile]);
  const quoted = (file: string) => `'${file.replaceAll("'", "'\\''")}'`;
  const ssh = [
    "ssh -F none -o BatchMode=yes -o StrictHostKeyChecking=accept-new -o ConnectTimeout=20 -o ServerAliveInterval=15",
    `-o UserKnownHostsFile=${quoted(path.join(home, "known_hosts"))} -o GlobalKnownHostsFile=none`,
    ...(keyFile === undefined ? [] : [`-o IdentitiesOnly=yes -i ${quoted(keyFile)}`]),
  ].join(" ");
  return {
    GIT_SSH_COMMAND: ssh,
    GIT_SSH_VARIANT: "ssh",
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], at) => [
        [`GIT_CONFIG_KEY_${at}`, key],
        [`GIT_CONFIG_VALUE_${at}`, value],
      ]),
    ),
  };
}

/** What a folder's own settings could have run. */
const UNFOLLOWED = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.alternateRefsCommand=",
  "receive.autogc=false",
  "gc.recentObjectsHook=",
];

/** A folder's own hooks and settings are the hub's, and nobody's to follow here. */
const atFolder = (program: string): string =>
  ["git", ...UNFOLLOWED.map((setting) => `-c ${setting}`), program].join(" ");

/** Locks that a killed run left go; one that works now is younger. */
async function clearLocks(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const entry of entries) {
    if (!entry.name.endsWith(".lock") && !/^(?:tmp_|fast_import_crash_)/.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const seen = await stat(file).catch(() => null);
    // One that is far ahead was left under another clock.
    if (seen?.isFile() && Math.abs(Date.now() - seen.mtimeMs) > LEFT_OVER) await rm(file, { force: true });
  }
}

/** Makes a repository where there is none; what a killed run left in one that is there goes. */
async function made(git: Git): Promise<void> {
  if (existsSync(path.join(git.folder, "HEAD"))) await clearLocks(git.folder);
  else await must(git, ["init", "--quiet", "--bare"]);
}

/** The hub as a remote that keeps its files until they are asked for. */
const picturesAt = ({ kind, url }: HubAddress): [string, string][] => [
  ["remote.hub.url", url],
  ["remote.hub.promisor", "true"],
  ["remote.hub.partialclonefilter", "blob:none"],
  ...(kind === "folder"
    ? ([
        ["remote.hub.uploadpack", atFolder("upload-pack")],
        ["remote.hub.receivepack", atFolder("receive-pack")],
      ] satisfies [string, string][])
    : []),
];

export interface GitRemote extends Remote {
  readonly git: Git;
}

/**
 * Opens a hub; `folder` is this desk's own copy, outside the library, made where there is none. One desk at a time may
 * have it open. Throws `SyncError`: `carrier-missing`, `hub-…`, `share-store`.
 */
export async function openGitRemote(
  folder: string,
  hub: GitHub,
  desk: GitDesk,
  signal?: AbortSignal,
): Promise<GitRemote> {
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const repository = path.join(folder, "repository");
  const inOurWords = (error: unknown): unknown => {
    if (error instanceof NoGit) return syncError("carrier-missing");
    if (error instanceof GitTooMuch) return new TooMuch();
    if (error instanceof GitSilent) return syncError("hub-away", { hub: hub.address.url });
    if (error instanceof GitGone) return syncError("share-store", { detail: lastLine(error.message) || "it ended" });
    return error;
  };
  const within = (opened: Git): Git => ({
    ...opened,
    run: (args, options) =>
      opened.run(args, { ...options, signal }).catch((error: unknown) => {
        throw inOurWords(error);
      }),
    talk: (args, { heard, over }) =>
      opened.talk(args, { signal, heard, over: (error) => over(error && inOurWords(error)) }),
  });
  // Of a copy that was begun from a backup, what is missing is fetched when it is asked for.
  const seeded = path.join(folder, SEEDED);
  const lacking = () => (existsSync(seeded) ? picturesAt(hub.address) : []);
  const git = within(await openGit(repository, folder, access(hub, folder, lacking())));
  await made(git);
  const { url, kind } = hub.address;
  /** Runs what speaks with the hub, and says in our words what stood in the way. */
  const speak = async (args: readonly string[], options?: RunOptions): Promise<Buffer> => {
    const { code, out, complaint } = await git.run(args, options);
    // Nothing is written at the hub then.
    if (code !== 0 && isOutOfSpace(complaint)) fail("disk-full");
    if (code !== 0) fail(hubReason(complaint), { hub: url });
    return out;
  };

  const pictures = path.join(folder, "pictures");
  const apart = within(await openGit(pictures, folder, access(hub, folder, picturesAt(hub.address))));
  const signs = gitSigns(apart, () => made(apart), hub.address, desk.id);

  const headNow = async (): Promise<Moment | null> => {
    const read = kind === "folder" ? await headInFolder(url, MAIN) : null;
    if (read !== null) return read;
    const pack = kind === "folder" ? [`--upload-pack=${atFolder("upload-pack")}`] : [];
    const said = (await speak(["ls-remote", ...pack, "--", url, MAIN, SIGNS])).toString("latin1");
    signs.heard(said);
    const [moment = ""] =
      said
        .split("\n")
        .find((line) => line.endsWith(`\t${MAIN}`))
        ?.split("\t") ?? [];
    return isMoment(moment) ? moment : null;
  };

  const files = storedFiles(git);
  /** Who did what others did, as it was told when the hub was asked. */
  let past: { readonly base: Moment; readonly head: Moment; readonly authors: ReadonlyMap<string, Author> } | null =
    null;
  /** Moments that this run made: on which, and of which files. */
  const fresh = new Map<Moment, { readonly on: readonly Moment[]; readonly paths: readonly string[] }>();
  /** Where this desk's own branch stands here; it is nobody else's. */
  let own: Moment | null = null;

  const signed = () => ({ name: desk.name, desk: desk.id, at: Math.floor(Date.now() / 1000) });
  return {
    git,
    signs,
    pictures: gitPictures(apart, () => made(apart), url, signed),
    ...gitGlance(apart, () => made(apart), hub.address, MAIN, signed),
    async changes(from) {
      let head = await headNow();
      if (head === null) return { head, base: null, theirs: [], ours: [] };
      if (head === from) return { head, base: head, theirs: [], ours: [] };
      const mine = from === null ? undefined : fresh.get(from);
      // Nobody else put anything there since.
      if (mine?.on.length === 1 && mine.on[0] === head) return { head, base: head, theirs: [], ours: mine.paths };
      const pack = kind === "folder" ? [`--upload-pack=${atFolder("upload-pack")}`] : [];
      await speak(["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", ...pack, "--", url, `+${MAIN}:${SEEN}`]);
      // It may have moved on between the question and the fetch.
      head =
        (await headInFolder(git.folder, SEEN)) ??
        (await must(git, ["rev-parse", "--verify", SEEN])).toString("latin1").trim();
      const history = from === null ? null : await historyOf(git, from, head);
      const base = from === null || !history ? null : await commonOf(git, from, head, history.common);
      past = base !== null && history ? { base, head, authors: history.authors } : null;
      const between = async (to: Moment | null) => (to === null || to === base ? [] : files.differing(base, to));
      const own = mine?.on.length === 1 && mine.on[0] === base ? mine.paths : await between(from);
      return { head, base, theirs: await between(head), ours: own };
    },
    async begin(here, progress) {
      if ((await headNow()) === null) return null;
      await replaceFile(seeded, "", { mode: PRIVATE_FILE });
      const partial = within(await openGit(repository, folder, access(hub, folder, lacking())));
      let isRefused = false;
      const ask = async (args: readonly string[], options?: RunOptions): Promise<Buffer> => {
        const { code, out, complaint } = await partial.run(args, options);
        if (code === 0) return out;
        isRefused = /unadvertised object|not our ref/.test(complaint);
        if (isOutOfSpace(complaint)) fail("disk-full");
        return fail(hubReason(complaint), { hub: url });
      };
      const plain = ["--quiet", "--no-tags", "--no-write-fetch-head", "--filter=blob:none"];
      await ask(["fetch", ...plain, "hub", `+${MAIN}:${SEEN}`]);
      const head = (await must(partial, ["rev-parse", "--verify", SEEN])).toString("latin1").trim();
      try {
        await putBlobs(partial, here);
        await fetchMissing(partial, head, ask, progress);
        return head;
      } catch (error) {
        if (!isRefused) throw error;
      }
      // The hub gives no file alone: all of it comes.
      await files.close();
      await rm(seeded, { force: true });
      await rm(repository, { recursive: true, force: true });
      await made(git);
      await speak(["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", url, `+${MAIN}:${SEEN}`]);
      return (await must(git, ["rev-parse", "--verify", SEEN])).toString("latin1").trim();
    },
    async past(at) {
      const names = await namesBefore(git, at);
      return (bytes) => names.has(nameOfBytes(bytes, at));
    },
    // A copy that was begun from a backup has no earlier files, and would fetch them one by one.
    stood: async (at, paths) =>
      existsSync(seeded) ? new Map(paths.map((one) => [one, [at]])) : stoodAt(git, at, paths),
    list: files.list,
    authors: async (from, to) =>
      past?.base === from && past.head === to ? past.authors : (await historyOf(git, from, to)).authors,
    differing: files.differing,
    refused: files.refused,
    get: files.get,
    close: files.close,
    async put({ files: put, on, expects }) {
      const [only, ...others] = on;
      const branch = `refs/heads/desk/${desk.id}`;
      let at = only;
      if (put.length > 0 || at === undefined || others.length > 0) {
        at = await writeMoment(git, put, on, signed(), branch, files.hashes);
        fresh.set(at, { on, paths: put.map(({ path: one }) => one).sort() });
      } else if (own !== at) await must(git, ["update-ref", branch, at]);
      own = at;
      if (expects === undefined) return { kind: "put", at };
      const pack = kind === "folder" ? [`--receive-pack=${atFolder("receive-pack")}`] : [];
      const { code, out, complaint } = await git.run([
        "push",
        "--porcelain",
        "--no-verify",
        ...pack,
        `--force-with-lease=${MAIN}:${expects ?? ""}`,
        "--",
        url,
        `+${at}:${branch}`,
        `${at}:${MAIN}`,
      ]);
      const said = out.toString("utf8");
      const line = said.split("\n").find((one) => one.includes(`:${MAIN}\t`));
      if (code === 0) return { kind: "put", at };
      if (line?.startsWith("!") && isRaced(line)) return { kind: "moved" };
      // It could not put there what it was let in with.
      if (/unpacker error/.test(said)) fail("hub-full", { hub: url });
      return fail(line?.startsWith("!") && /remote rejected/.test(line) ? "hub-denied" : hubReason(complaint), {
        hub: url,
      });
    },
  };
}

/** Makes an empty hub in a folder that is empty or not there: a share, a stick. */
export async function createHub(folder: string, home: string): Promise<void> {
  const there = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  if (there.length > 0) fail("folder-not-empty", { path: folder });
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const git = await openGit(folder, home);
  await must(git, ["init", "--quiet", "--bare", "--initial-branch=main"]);
  await must(git, ["config", "uploadpack.allowFilter", "true"]);
  await must(git, ["config", "uploadpack.allowAnySHA1InWant", "true"]);
}
