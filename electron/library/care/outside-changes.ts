/** Finds what other programs did to the stories while no desk was open, so that the log names it too. */
import { statSync } from "node:fs";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { readPlainFile } from "../../disk/plain-file.ts";
import { slices } from "../../disk/sliced-work.ts";
import { fingerprint, readArticleFile } from "../files/article-file.ts";
import { idsByShelf } from "../files/article-folders.ts";
import { articlePath, refuseOddShelf } from "../files/article-paths.ts";
import { alone } from "../files/ground.ts";
import { revisionsOf } from "../files/revisions.ts";
import type { DoorParts } from "../kinds.ts";

/** Clocks tell whole seconds here and finer ones on the disk, in milliseconds. */
const SLACK = 5000;
/** So many files are read before the next comparison is spared them. */
const ENOUGH = 200;
/** Milliseconds of listing between two looks at what else the desk is asked. */
const SLICE_MS = 10;
/** A file's time may lie so far before the moment that it was touched: the step of the system's clock, in milliseconds. */
const TICK_MS = 20;

/** The fingerprint of a story's file as it stands; null where that can't be told. */
async function printOnDisk(folder: string, id: string): Promise<string | null> {
  try {
    refuseOddShelf(folder, id);
    return fingerprint(await readPlainFile(articlePath(folder, id)));
  } catch {
    return null;
  }
}

/**
 * Compares the stories' files with what the log says of them, and adds a line for each that differs.
 * Only files that were touched since the last time are read: the moment of the last touch is the
 * system's own (ctime), which no program can set back. A story without a line is news once all of
 * them had been looked at before; until then it is one that was here before the log, as those of a library that was
 * just copied, restored or joined are: by the disk's own clock none of them was touched after the newest. Where a crash
 * came between the log and the file, the last line is of a change that never was, and the file's own
 * comes after it again.
 */
export async function noteOutsideChanges(parts: Omit<DoorParts, "heal">, stopped: () => boolean): Promise<void> {
  const { folder, ground, history, log, turns, ladder, catalogue, tell, openedAt } = parts;
  const begun = Date.now();
  const { prints, checked, stood } = await log.prints();
  const since = checked === null || Date.parse(checked) > begun ? 0 : Date.parse(checked) - SLACK;
  const give = slices(SLICE_MS);
  // In no order: sorting many thousand ids holds the desk up.
  const ids: string[] = [];
  const standing = new Set<string>();
  for (const shelf of idsByShelf(folder)) {
    for (const id of shelf) standing.add(id);
    ids.push(...shelf);
    await give();
  }
  let noted = false;
  let looked = 0;
  /** When those without a line were touched last, as far as they stood before; in milliseconds of the disk's clock. */
  let newest = stood;

  // What was touched while the library was opened may have been read for the list before, and was not watched yet.
  const unwatched = openedAt - TICK_MS;
  /** In place: a trip to the thread pool for each of so many would cost ten times as much as the look. */
  const lookAt = (id: string) => {
    try {
      return statSync(articlePath(folder, id), { throwIfNoEntry: false }) ?? null;
    } catch {
      return null;
    }
  };
  /** When a file was touched last; null where that was before the last look. */
  const touchedAt = (id: string): number | null => {
    const now = lookAt(id);
    if (!now) return null;
    if (prints.has(id)) return now.ctimeMs >= since ? now.ctimeMs : null;
    if (checked !== null && now.ctimeMs > (stood ?? since)) return now.ctimeMs;
    newest = Math.max(newest ?? 0, now.ctimeMs);
    return checked === null && now.ctimeMs >= unwatched ? now.ctimeMs : null;
  };
  const compare = (id: string, touched: number) =>
    turns.inTurn(id, async () => {
      const known = prints.get(id);
      // After a large publication most were written by this desk: what the log says of them is so, and they needn't be taken apart.
      const stands = touched < unwatched && known ? await printOnDisk(folder, id) : null;
      if (stands !== null && known?.at(-1) === stands) return;
      const read = await readArticleFile(folder, id, ladder);
      if (read.kind !== "article") return;
      const print = fingerprint(read.text);
      const { article } = read;
      if (touched >= unwatched && catalogue.printOf(id) !== print) {
        catalogue.put(article, read.readOnly, print);
        tell({ id, revs: revisionsOf(article), origin: "remote", by: null, at: article.updatedAt });
      }
      if (!known && checked === null) return;
      if (known?.at(-1) === print) return;
      // Perhaps written by this desk since the log was read: its line is there now.
      const now = lookAt(id);
      if (now && now.ctimeMs >= begun - SLACK && (await log.prints()).prints.get(id)?.at(-1) === print) return;
      const ours = known?.includes(print) ?? false;
      const at = instantNow();
      await log.append({ id, at, origin: ours ? "repair" : "remote", by: null, print });
      if (!ours && !read.readOnly) await history.keep(id, canonicalJson(read.article), { at, by: "", why: "outside" });
      noted = true;
    });
  // One after the other: somebody may be working, and each that was touched waits for the disk.
  for (const id of ids) {
    await give();
    if (stopped()) return;
    const when = touchedAt(id);
    if (when === null) continue;
    looked += 1;
    await alone(ground, () => compare(id, when));
  }
  for (const [id, known] of prints) {
    if (stopped()) return;
    if (standing.has(id) || known.at(-1) === null) continue;
    const forget = async () => {
      const read = await readArticleFile(folder, id, ladder);
      if (read.kind !== "missing") return;
      // Gone with the library itself, it is not gone from it.
      ground.hold();
      catalogue.remove(id, null);
      await log.append({ id, at: instantNow(), origin: "remote", by: null, print: null });
      noted = true;
    };
    await alone(ground, () => turns.inTurn(id, forget));
  }
  const isFirst = checked === null && ids.length > 0;
  const at = instantNow(() => begun);
  if (noted || looked > ENOUGH || isFirst) await log.checked(at, newest);
}
