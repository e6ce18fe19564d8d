/**
 * The bundles that this desk made of a library, with the full list of each one's site: what a later bundle is told
 * apart from. They stand with what is the user's own and not in the library: they are of this desk's work, other
 * desks' folders are not to carry megabytes of them, and where they are lost, a whole bundle begins anew.
 */
import { createHash } from "node:crypto";
import { readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { createGzip, gunzip } from "node:zlib";
import { z } from "zod";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { MadeBundle } from "../../shared/contract.ts";
import { isDiskError, isMissing } from "../disk/disk-error.ts";
import { makePrivateFolder, replaceFile } from "../disk/durable-file.ts";
import { readPlainFile } from "../disk/plain-file.ts";
import { PRIVATE_FILE } from "../disk/private-modes.ts";
import { BundledSite, type KnownSite, MadeNotes } from "../publish/bundle/bundled-site.ts";
import { hashOfSite } from "../publish/bundle/manifest-of.ts";

/** Bundles whose lists are kept; the last that was handed over stays beyond them. */
const KEPT = 50;

const unpacked = promisify(gunzip);

const REGISTER = "bundles.json";
/** A register that could not be read. */
const DAMAGED = "damaged-bundles.json";
const Register = z.looseObject({ bundles: z.array(MadeBundle) });
const NOTES = "made.json.gz";
const Notes = z.object({ list: z.string(), made: MadeNotes });
const siteName = (list: string): string => `${list}.json.gz`;

export interface MadeBundles {
  /** Newest first. Throws, as all of these do, what the disk refuses: what can't be read just now is not nothing. */
  all(): Promise<readonly MadeBundle[]>;
  /** The site of a list, by its hash; null where it isn't known any more. */
  site(list: string): Promise<BundledSite | null>;
  /** The site of the last bundle, with what it was made from; null where none is known. `read`: a site that is read already. */
  newest(read?: { readonly list: string; readonly site: BundledSite }): Promise<KnownSite | null>;
  /** Keeps a site under the hash of its list. */
  keep(known: KnownSite): Promise<void>;
  add(bundle: MadeBundle): Promise<void>;
  /** Null where the bundle isn't known. */
  handOver(id: string, handed: MadeBundle["handed"]): Promise<MadeBundle | null>;
}

/** Letters that are packed at a time. */
const LETTERS = 1 << 16;

/** JSON of an object whose fields are long, entry by entry. */
function* jsonPieces(value: object): Generator<string> {
  let before = "{";
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    if (field !== null && typeof field === "object" && !Array.isArray(field)) yield* jsonPieces(field);
    else yield JSON.stringify(field);
    before = ",";
  }
  yield before === "{" ? "{}" : "}";
}

/** Packed as it is made: a large site's list doesn't stand in memory as text. */
function packed(value: object): Promise<Buffer> {
  const inFew = function* () {
    let waiting = "";
    for (const piece of jsonPieces(value)) {
      waiting += piece;
      if (waiting.length < LETTERS) continue;
      yield waiting;
      waiting = "";
    }
    yield waiting;
  };
  const pieces = Readable.from(inFew(), { objectMode: false });
  const zip = createGzip();
  pieces.on("error", (error) => zip.destroy(error));
  return buffer(pieces.pipe(zip));
}

/** Null where nothing stands there, or what does is damaged. Throws what the disk refuses. */
async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    const bytes = await readPlainFile(file);
    const text = file.endsWith(".gz") ? await unpacked(bytes) : bytes;
    return schema.safeParse(JSON.parse(text.toString("utf8"))).data ?? null;
  } catch (error) {
    const isDamaged =
      error instanceof SyntaxError || (error instanceof Error && "code" in error && /^Z_/.test(`${error.code}`));
    if (isDamaged || isMissing(error)) return null;
    throw error;
  }
}

/** The last bundles, and beyond them the last that was handed over. */
function remembered(bundles: readonly MadeBundle[]): MadeBundle[] {
  const sent = bundles.find(({ handed, list }) => handed !== null && list !== null);
  return bundles.filter((bundle, at) => at < KEPT || bundle === sent);
}

/** `home`: the user's folder; `library`: the id of the library. */
export function madeBundles(home: string, library: string): MadeBundles {
  const name = /^[0-9A-Za-z]{1,64}$/.test(library) ? library : createHash("sha256").update(library).digest("hex");
  const folder = path.join(home, "bundle-lists", name);
  const place = (file: string) => path.join(folder, file);
  const write = (file: string, bytes: string | Uint8Array) => replaceFile(place(file), bytes, { mode: PRIVATE_FILE });
  let turn: Promise<unknown> = Promise.resolve();

  const all = async () => (await readJson(place(REGISTER), Register))?.bundles ?? [];

  /** A register that was damaged says to whom bundles were handed: it is moved aside, never written over. */
  async function keepDamaged(): Promise<void> {
    const known = await readJson(place(REGISTER), Register);
    if (known) return;
    await rename(place(REGISTER), place(DAMAGED)).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }

  /** One change of the register after another. */
  function change<T>(
    make: (bundles: readonly MadeBundle[]) => { readonly next: readonly MadeBundle[]; readonly value: T },
  ): Promise<T> {
    const mine = turn.then(async () => {
      const { next, value } = make(await all());
      await makePrivateFolder(folder);
      await keepDamaged();
      await write(REGISTER, canonicalJson({ bundles: remembered(next) }));
      return value;
    });
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function site(list: string): Promise<BundledSite | null> {
    if (!/^[0-9a-f]{64}$/.test(list)) return null;
    const kept = await readJson(place(siteName(list)), BundledSite);
    // A list that says something else than its name, or was made by other rules, is no base of anything.
    return kept && hashOfSite(kept) === list ? kept : null;
  }

  return {
    all,
    site,
    async newest(read) {
      try {
        const notes = await readJson(place(NOTES), Notes);
        const last = notes && (read?.list === notes.list ? read.site : await site(notes.list));
        return notes && last ? { site: last, made: notes.made } : null;
      } catch (error) {
        // It only spares work.
        if (isDiskError(error)) return null;
        throw error;
      }
    },
    async keep({ site: kept, made }) {
      const list = hashOfSite(kept);
      await makePrivateFolder(folder);
      await write(siteName(list), await packed(kept));
      await write(NOTES, await packed({ list, made }));
    },
    async add(bundle) {
      await change((bundles) => ({ next: [bundle, ...bundles], value: null }));
      const known = await all();
      // Which lists a damaged register named isn't known: they stay until as many newer ones are there.
      if (known.length < KEPT && (await readdir(folder)).includes(DAMAGED)) return;
      const lists = new Set(known.flatMap(({ list }) => (list === null ? [] : [siteName(list)])));
      for (const file of await readdir(folder))
        if (/^[0-9a-f]{64}\.json\.gz$/.test(file) && !lists.has(file)) await rm(place(file), { force: true });
    },
    handOver: (id, handed) =>
      change((bundles) => {
        const found = bundles.find((bundle) => bundle.id === id);
        const value = found ? { ...found, handed } : null;
        return { next: bundles.map((bundle) => (bundle.id === id && value ? value : bundle)), value };
      }),
  };
}
