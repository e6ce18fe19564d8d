/**
 * A folder changed whole or not at all. What is to come waits in the folder's own place, and what stands there is held
 * beside it; then a journal is put in place by one move, and from that moment the change goes on, whatever happens:
 * killed before, the next run throws away what waited; killed after, it moves in the rest. Where the disk refuses
 * halfway, the journal is turned round by one move and everything goes back.
 *
 * In `.songphasa-bundle/`: `work/new/<n>` what is to come, `work/old/<n>` what stood there (another name of the same
 * file, so that it takes no room), `work/journal.json`; once it is done, `last/` is that folder, by which it can be
 * undone, and the one before it goes by way of `older/`.
 */
import { copyFile, link, mkdir, rm, rmdir, unlink } from "node:fs/promises";
import path from "node:path";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { Damage } from "../../disk/archives/archive-damage.ts";
import { isDiskError } from "../../disk/disk-error.ts";
import { flushFolder, moveOver, writeFlushed, writeLongFlushed } from "../../disk/durable-file.ts";
import { readPlainFile } from "../../disk/plain-file.ts";
import { asideFolder } from "../write/aside-folder.ts";
import { type ChangedByHand, keepByHand } from "../write/by-hand.ts";
import { lookingIn, removeEmptyFolders } from "../write/site-folder.ts";
import { type AppliedSite, BUNDLE_FOLDER, isThere, readAppliedSite, STATE_FILE, statePieces } from "./applied-site.ts";
import { JOURNAL_DROP, JOURNAL_PUT, type Journal, journalPieces, readJournal } from "./change-journal.ts";
import { joined, numbered, PATHS, type RowForm, rowPacker } from "./packed-rows.ts";

/** Files that are to stand in the folder. */
export interface Puts {
  readonly count: number;
  at(index: number): { readonly path: string; readonly sha256: string };
  /** Called where the bytes are needed. May throw `Damage`. */
  bytes(index: number): Promise<Uint8Array>;
}

export interface Change {
  /** In the order in which they move, but for new files, which move first: nothing leads to them yet. */
  readonly puts: Puts;
  readonly drops: Iterable<string>;
  /** The hash by which a file is a bundle's; null for what isn't one's. */
  known(path: string): string | null;
  /** Whether a file of the owner's stays in the place of ours, and is no obstacle. */
  yields(path: string): boolean;
  /** The note of the site afterwards, of which files were left to their owner; null where it is none then. */
  next(left: readonly string[]): AppliedSite | null;
  /** Whether that is noted already. */
  isNoted(left: readonly string[]): boolean;
  /** Whether it can be undone once it is done; an undoing can't. */
  readonly isKept: boolean;
}

export interface Changed {
  readonly written: number;
  readonly removed: number;
  /** Files that someone had changed by hand: a copy is kept, and the bundle's stands there. */
  readonly byHand: readonly ChangedByHand[];
  /** Paths of files that yield to the owner's own, which stays. */
  readonly left: readonly string[];
}

const placesIn = (root: string) => {
  const own = path.join(root, BUNDLE_FOLDER);
  const work = path.join(own, "work");
  const last = path.join(own, "last");
  return { own, work, last, older: path.join(own, "older"), state: path.join(own, STATE_FILE) };
};
const JOURNAL = "journal.json";
const BACK = "back.json";
/** The note of the site as it was, beside the journal. */
const BEFORE = "before.json";
const newOf = (work: string, at: number): string => path.join(work, "new", String(at));
const oldOf = (folder: string, kind: "put" | "drop", at: number): string => path.join(folder, "old", `${kind}-${at}`);

/** For web servers that ask such files: nobody needs to read what was withdrawn here. */
const CLOSED = "Require all denied\n";

interface Looked {
  readonly journal: Journal;
  /** Which of the change's files each of the journal's is. */
  readonly sources: readonly number[];
  readonly byHand: ReadonlyMap<string, string>;
  readonly left: readonly string[];
  readonly next: AppliedSite | null;
}

/** What there is to do, and whether anything stands in its way. Nothing is written. */
async function look(root: string, change: Change): Promise<Result<Looked>> {
  const find = lookingIn(root);
  const byHand = new Map<string, string>();
  const foreign = new Set<string>();
  const left: string[] = [];
  const [news, others] = [rowPacker(JOURNAL_PUT), rowPacker(JOURNAL_PUT)];
  const [newSources, otherSources]: [number[], number[]] = [[], []];
  for (let index = 0; index < change.puts.count; index += 1) {
    const { path: name, sha256 } = change.puts.at(index);
    const found = await find(name);
    const isTheirs = found.kind === "obstacle" || (found.kind === "file" && change.known(name) === null);
    if (found.kind === "file" && found.sha256 === sha256) continue;
    if (isTheirs && change.yields(name)) left.push(name);
    else if (found.kind === "obstacle") foreign.add(found.path);
    else if (found.kind === "nothing") {
      news.add({ path: name, sha256, before: null });
      newSources.push(index);
    } else if (isTheirs) foreign.add(name);
    else {
      if (found.sha256 !== change.known(name)) byHand.set(name, found.sha256);
      others.add({ path: name, sha256, before: found.sha256 });
      otherSources.push(index);
    }
  }
  if (foreign.size > 0) {
    const paths = [...foreign];
    const some = paths.length > 20 ? [...paths.slice(0, 20), "…"] : paths;
    return refuse("bundle-not-ours", { folder: root, path: some.join(", "), paths: paths.join("\n") });
  }
  const drops = rowPacker(JOURNAL_DROP);
  for (const name of change.drops) {
    const found = await find(name);
    // Where somebody put a folder or a link of his own since, ours is gone already.
    if (found.kind !== "file") continue;
    if (found.sha256 !== change.known(name)) byHand.set(name, found.sha256);
    drops.add({ path: name, before: found.sha256 });
  }
  const puts = joined(news.rows(), others.rows());
  const next = change.next(left);
  return done({
    journal: { format: 1, puts, drops: drops.rows(), isKept: change.isKept, isSite: next !== null },
    sources: [...newSources, ...otherSources],
    byHand,
    left,
    next,
  });
}

/** A second name for a file, or where the disk knows none, a copy. */
async function hold(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!isDiskError(error)) throw error;
    await copyFile(from, to);
  }
}

async function keepByHandIn(root: string, aside: string, byHand: Looked["byHand"]): Promise<Result<ChangedByHand[]>> {
  const told: ChangedByHand[] = [];
  for (const [name, sha256] of byHand) {
    const kept = await keepByHand(root, aside, name, sha256);
    if (!kept.ok) return kept;
    told.push(kept.value);
  }
  return done(told);
}

/** Everything that waits, written and flushed, up to the journal, which isn't in place yet. */
async function stage(root: string, change: Change, { journal, sources, next }: Looked): Promise<void> {
  const { own, work, state } = placesIn(root);
  await mkdir(path.join(work, "new"), { recursive: true });
  await mkdir(path.join(work, "old"));
  if (!(await isThere(path.join(own, ".htaccess")))) await writeFlushed(path.join(own, ".htaccess"), CLOSED);
  const waiting = asideFolder(path.join(work, "new"));
  try {
    for (const index of sources) await waiting.put(await change.puts.bytes(index));
  } finally {
    await waiting.flush();
  }
  for (const [at, { path: name, before }] of numbered(journal.puts))
    if (before !== null) await hold(path.join(root, name), oldOf(work, "put", at));
  for (const [at, { path: name }] of numbered(journal.drops))
    await hold(path.join(root, name), oldOf(work, "drop", at));
  if (await isThere(state)) await hold(state, path.join(work, BEFORE));
  if (next) await writeLongFlushed(path.join(work, STATE_FILE), statePieces(next));
  await writeLongFlushed(path.join(work, `${JOURNAL}.new`), journalPieces(journal));
  for (const folder of [path.join(work, "new"), path.join(work, "old"), work, own]) await flushFolder(folder);
}

/** What is behind the journal, done as far as it isn't yet. */
async function goOn(root: string, journal: Journal): Promise<Result<ChangedByHand[]>> {
  const { own, work, last, older, state } = placesIn(root);
  const find = lookingIn(root);
  const folders = new Set<string>();
  const byHand = new Map<string, string>();
  const putting: number[] = [];
  for (const [at, { path: name, sha256, before }] of numbered(journal.puts)) {
    if (!(await isThere(newOf(work, at)))) continue;
    const found = await find(name);
    // It came between a run that was killed and this one.
    if (found.kind === "obstacle") return refuse("bundle-not-ours", { folder: root, path: found.path });
    if (found.kind === "file" && found.sha256 !== before && found.sha256 !== sha256) byHand.set(name, found.sha256);
    putting.push(at);
  }
  const dropping: string[] = [];
  for (const { path: name, before } of journal.drops) {
    const found = await find(name);
    if (found.kind !== "file") continue;
    if (found.sha256 !== before) byHand.set(name, found.sha256);
    dropping.push(name);
  }
  const kept = await keepByHandIn(root, work, byHand);
  if (!kept.ok) return kept;
  for (const at of putting) {
    const name = journal.puts.at(at).path;
    const target = path.join(root, name);
    await mkdir(path.dirname(target), { recursive: true });
    await moveOver(newOf(work, at), target);
    for (let above = name; above !== "."; above = path.posix.dirname(above)) folders.add(path.posix.dirname(above));
  }
  for (const folder of folders) await flushFolder(path.join(root, folder));
  for (const name of dropping) {
    await unlink(path.join(root, name));
    await removeEmptyFolders(root, name);
  }
  if (!journal.isSite) await rm(state, { force: true });
  else if (await isThere(path.join(work, STATE_FILE))) await moveOver(path.join(work, STATE_FILE), state);
  await flushFolder(own);
  if (await isThere(last)) await moveOver(last, older);
  if (journal.isKept) await moveOver(work, last);
  else await unlink(path.join(work, JOURNAL));
  await flushFolder(own);
  return kept;
}

/** Everything as it was, as far as it isn't yet: first what earlier pages lead to, last what only the later ones do. */
async function goBack(root: string, journal: Journal): Promise<void> {
  const { work } = placesIn(root);
  const find = lookingIn(root);
  const bringBack = async (name: string, held: string): Promise<void> => {
    if (!(await isThere(held))) return;
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await moveOver(held, path.join(root, name));
  };
  for (const [at, { path: name }] of numbered(journal.drops))
    if ((await lookingIn(root)(name)).kind === "nothing") await bringBack(name, oldOf(work, "drop", at));
  for (const [at, put] of numbered(journal.puts)) {
    if (put.before === null) continue;
    const found = await find(put.path);
    if (found.kind === "nothing" || (found.kind === "file" && found.sha256 === put.sha256))
      await bringBack(put.path, oldOf(work, "put", at));
  }
  for (const { path: name, sha256, before } of journal.puts) {
    if (before !== null) continue;
    const found = await find(name);
    if (found.kind === "file" && found.sha256 === sha256) await unlink(path.join(root, name));
    await removeEmptyFolders(root, name);
  }
}

/** Turns a change round that is under way, and ends it. Throws what the file system throws: the next run tries again. */
async function turnRound(root: string, journal: Journal): Promise<void> {
  const { own, work, last, older, state } = placesIn(root);
  if (!(await isThere(path.join(work, BACK)))) await moveOver(path.join(work, JOURNAL), path.join(work, BACK));
  await flushFolder(work);
  await goBack(root, journal);
  if ((await isThere(older)) && !(await isThere(last))) await moveOver(older, last);
  // The note of the site may have moved in already.
  if (await isThere(path.join(work, BEFORE))) await moveOver(path.join(work, BEFORE), state);
  else if (!(await isThere(path.join(work, STATE_FILE))) && journal.isSite) await rm(state, { force: true });
  await tidy(root);
  if (await isThere(own)) await flushFolder(own);
}

/** Removes what nothing is done by any more; where the folder is no bundle's, all but the lock. */
async function tidy(root: string): Promise<void> {
  const { own, work, state, last, older } = placesIn(root);
  for (const folder of [work, older]) await rm(folder, { recursive: true, force: true });
  if ((await isThere(state)) || (await isThere(last))) return;
  await rm(path.join(own, ".htaccess"), { force: true });
}

/** Removes our own folder where nothing stands in it. */
export async function leave(root: string): Promise<void> {
  await rmdir(placesIn(root).own).catch((error: unknown) => {
    if (!isDiskError(error)) throw error;
  });
}

async function runThrough(root: string, journal: Journal): Promise<Result<ChangedByHand[]>> {
  try {
    const gone = await goOn(root, journal);
    if (!gone.ok) await turnRound(root, journal);
    return gone;
  } catch (error) {
    // Once the folder of the change has its last name, it is done.
    if (isDiskError(error) && (await isThere(placesIn(root).work))) await turnRound(root, journal);
    throw error;
  }
}

/**
 * Ends what an earlier run left unfinished: goes on where its journal was in place, else goes back. Throws what the
 * file system throws.
 */
export async function recover(root: string): Promise<Result<"finished" | "undone" | null>> {
  const { work } = placesIn(root);
  const back = await readJournal(path.join(work, BACK));
  if (back) {
    await turnRound(root, back);
    return done("undone");
  }
  const journal = await readJournal(path.join(work, JOURNAL));
  if (journal) {
    const gone = await runThrough(root, journal);
    if (!gone.ok) return gone;
  }
  await tidy(root);
  return done(journal ? "finished" : null);
}

/**
 * Changes a folder that nobody else changes meanwhile and in which nothing is under way. Errors: `bundle-not-ours` with
 * the paths where something stands that isn't ours; nothing is written then. Throws `Damage`, and what the file system
 * throws; everything is as it was then.
 */
export async function changeFolder(root: string, change: Change): Promise<Result<Changed>> {
  const looked = await look(root, change);
  if (!looked.ok) return looked;
  const { journal, byHand, left } = looked.value;
  if (journal.puts.count + journal.drops.count === 0 && change.isNoted(left))
    return done({ written: 0, removed: 0, byHand: [], left });
  const { work } = placesIn(root);
  let told: ChangedByHand[] = [];
  try {
    await stage(root, change, looked.value);
    const kept = await keepByHandIn(root, work, byHand);
    if (!kept.ok) {
      await tidy(root);
      return kept;
    }
    told = kept.value;
    await moveOver(path.join(work, `${JOURNAL}.new`), path.join(work, JOURNAL));
    await flushFolder(work);
  } catch (error) {
    if (isDiskError(error) || error instanceof Damage) await tidy(root);
    throw error;
  }
  const gone = await runThrough(root, journal);
  if (!gone.ok) return gone;
  await tidy(root);
  const kept = [...told, ...gone.value];
  return done({ written: journal.puts.count, removed: journal.drops.count, byHand: kept, left });
}

/** A file that stood in the folder before a change, and as which it is held. */
interface Stood {
  readonly path: string;
  readonly sha256: string;
  readonly kind: "put" | "drop";
  readonly at: number;
}

const STOOD: RowForm<Stood> = {
  write: ({ sha256, kind, at, path: name }) => `${sha256} ${kind} ${at} ${name}`,
  read(line) {
    const [sha256 = "", kind = "", at = "", name = ""] = line.split(" ");
    return { path: name, sha256, kind: kind === "put" ? "put" : "drop", at: Number(at) };
  },
};

/** Bytes of a file that is held. */
const MOST_HELD = 256 * 1024 * 1024;

/** What undoes the last change: null where there is none. Throws what the file system throws. */
export async function undoing(root: string): Promise<Result<Change | null>> {
  const { last } = placesIn(root);
  const journal = await readJournal(path.join(last, JOURNAL));
  if (!journal) return done(null);
  const before = await readAppliedSite(root, path.join(last, BEFORE));
  if (!before.ok) return before;
  const stood = rowPacker(STOOD);
  const placed = new Map<string, string>();
  const news = rowPacker(PATHS);
  for (const [at, { path: name, sha256, before: held }] of numbered(journal.puts)) {
    placed.set(name, sha256);
    if (held === null) news.add(name);
    else stood.add({ path: name, sha256: held, kind: "put", at });
  }
  for (const [at, { path: name, before: held }] of numbered(journal.drops))
    stood.add({ path: name, sha256: held, kind: "drop", at });
  const puts = stood.rows();
  return done({
    puts: {
      ...puts,
      bytes(index) {
        const { kind, at } = puts.at(index);
        return readPlainFile(oldOf(last, kind, at), MOST_HELD);
      },
    },
    drops: news.rows(),
    known: (name) => placed.get(name) ?? null,
    yields: () => false,
    next: () => before.value,
    isNoted: () => false,
    isKept: false,
  });
}
