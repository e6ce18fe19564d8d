/**
 * Earlier states of the stories: `history/<id>/<n>_<when>_<why>_<revision>.gz`, one file a revision,
 * never changed once written. The first line of a file is its header as JSON, the rest is the story's
 * canonical bytes, gzipped. The name says enough for thinning without opening the file; `n` counts
 * along the parents and not by a clock, so the order is the same on every desk. An empty file
 * `<revision>.pin` or `<revision>.out` beside it marks a revision as shared or published.
 */
import { readdirSync } from "node:fs";
import { readdir, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { ArticleId } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import type { KeptRevision, KeptWhy } from "../../../shared/contract.ts";
import { isAbsent, isMissing } from "../../disk/disk-error.ts";
import { flushNames, type ReplaceOptions, replaceFile } from "../../disk/durable-file.ts";
import { isOdd, openPlainFile, readPlainFile, readPlainFileHere } from "../../disk/plain-file.ts";
import { refuseLinks } from "../files/assets/confined-files.ts";
import { Header, type KeptFile, keptBytes, keptFiles, nameOf, readKeptFile } from "./kept-file.ts";
import { endingOf, HEADER_LIMIT, keptRev, keptTextSync } from "./kept-text.ts";
import { shownRevisions } from "./shown-revisions.ts";
import { thinned } from "./thinning.ts";

/** Revisions whose parents are remembered. */
const PARENTS_KNOWN = 5000;

/** Milliseconds. */
const DAY = 24 * 3_600_000;

export interface Keeping {
  readonly at: string;
  readonly by: string;
  readonly why: KeptWhy;
  /** Beside the story's own line: a text that lost. */
  readonly aside?: boolean;
  /** Told where a new revision was made, and not an earlier one found to hold the same. */
  readonly made?: (() => void) | undefined;
  /** Revisions of other desks that it came from too, beside the newest of the line. */
  readonly from?: readonly string[] | undefined;
}

export interface History {
  /** A story's revisions by their names, newest first; none for a story without history. */
  files(id: string): Promise<KeptFile[]>;
  /** The same with what their headers say, for whoever goes on from them; those whose headers can't be read are left out. */
  list(id: string): Promise<KeptRevision[]>;
  /** The same as people see it: each file was looked at whole, and one that can't be read stands there as such. */
  shown(id: string): Promise<KeptRevision[]>;
  /** A revision's canonical text, checked against its id; null where it isn't there, "damaged" where it doesn't fit. */
  read(id: string, rev: string): Promise<string | null | "damaged">;
  /**
   * Keeps a story's canonical text after the newest revision of its line, and after the asides that
   * nothing has named yet where the reason is a conflict that was settled. The newest of the line
   * itself, if that holds the same text. Returns once it would survive a power cut.
   */
  keep(id: string, text: string, keeping: Keeping): Promise<string>;
  /** Keeps a new story's first revision, of bytes whose `keptRev` without parents is known. */
  keepFirst(id: string, text: { readonly bytes: Uint8Array; readonly rev: string }, keeping: Keeping): Promise<void>;
  /** The newest of the line holds exactly this text. */
  holds(id: string, text: string): Promise<boolean>;
  /** A revision's file as it stands, with its name; null where it isn't there. */
  file(id: string, rev: string): Promise<{ readonly name: string; readonly bytes: Buffer } | null>;
  /** Keeps another desk's revision as its file has it, for good; whether it is one. */
  take(id: string, bytes: Buffer): Promise<boolean>;
  /** Thinning never takes these. */
  mark(id: string, rev: string, as: "pin" | "out"): Promise<void>;
  /** Removes what thinning may take; `offset` as in thinning.ts. Returns how many. */
  thin(id: string, now: number, offset: number): Promise<number>;
  /** Removes one revision that came to nothing. */
  drop(id: string, rev: string): Promise<void>;
  /** Removes all but the published and the pinned. */
  forget(id: string): Promise<void>;
  /** The stories that have a history. */
  ids(): Promise<string[]>;
}

const newestOfLine = (files: readonly KeptFile[]): KeptFile | undefined => files.find((one) => !one.aside);

const Noted = z.looseObject({ release: z.record(z.string(), z.looseObject({})) });

/** A story's text without the word of what is out, or without what is out with one revision; null where it is no story's. */
function unnotedText(text: string, rev: string | null = null): string | null {
  const parsed = Noted.safeParse(JSON.parse(text));
  if (!parsed.success) return null;
  for (const one of Object.values(parsed.data.release))
    if (rev === null || z.object({ rev: z.literal(rev) }).safeParse(one.out).success) delete one.out;
  return canonicalJson(parsed.data);
}

/** The history of a library. What is written goes into place as `placing` says. */
export function openHistory(library: string, desk: string, placing: ReplaceOptions): History {
  const folderOf = (id: string): string => path.join(library, "history", ArticleId.parse(id));

  const namesIn = async (id: string): Promise<string[]> => {
    refuseLinks(library, folderOf(id));
    return readdir(folderOf(id)).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
  };
  const files = async (id: string): Promise<KeptFile[]> => keptFiles(await namesIn(id));

  const headerOf = async (id: string, one: KeptFile): Promise<Header | null> => {
    const opened = await openPlainFile(path.join(folderOf(id), one.file)).catch(() => null);
    if (!opened) return null;
    const { handle } = opened;
    try {
      // Nearly every header is shorter than this.
      for (let length = 1024; ; length = HEADER_LIMIT) {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
        const end = buffer.subarray(0, bytesRead).indexOf(0x0a);
        if (end >= 0) return Header.parse(JSON.parse(buffer.toString("utf8", 0, end)));
        if (length === HEADER_LIMIT) return null;
      }
    } catch {
      return null;
    } finally {
      await handle.close();
    }
  };

  /** The parents of revisions that were asked for or kept; they never change. */
  const parentsOf = new Map<string, readonly string[]>();
  const noteParents = (rev: string, parents: readonly string[]) => {
    if (parentsOf.size >= PARENTS_KNOWN) parentsOf.clear();
    parentsOf.set(rev, parents);
  };

  /** When this desk made a revision, by the clock that nobody sets: what is just made is never thinned. */
  const justMade = new Map<string, number>();
  const isJustMade = (rev: string): boolean => {
    const at = justMade.get(rev);
    if (at === undefined) return false;
    if (performance.now() - at < DAY) return true;
    justMade.delete(rev);
    return false;
  };

  const sameAs = async (id: string, newest: KeptFile, text: string): Promise<boolean> => {
    let parents = parentsOf.get(newest.rev);
    if (!parents) {
      const header = await headerOf(id, newest);
      if (header === null) return false;
      ({ parents } = header);
      noteParents(newest.rev, parents);
    }
    return keptRev(text, parents) === newest.rev;
  };

  /** What went out is noted in the story after it was kept, and that note is no state of its own. */
  const sameButOut = async (id: string, newest: KeptFile, text: string): Promise<boolean> => {
    if (!newest.published || !text.includes('"out": ')) return false;
    // Mostly it was noted with this very revision, and the text was that one before: its hash tells so.
    const before = unnotedText(text, newest.rev);
    if (before !== null && (await sameAs(id, newest, before))) return true;
    const kept = await readKeptFile(await readPlainFile(path.join(folderOf(id), newest.file)));
    return kept !== null && unnotedText(kept.text) === unnotedText(text);
  };

  /** Writes a new revision's file. */
  const place = async (id: string, header: Header, text: string | Uint8Array): Promise<void> => {
    const bytes = await keptBytes(header, text);
    const file = path.join(folderOf(id), nameOf(header));
    let stands = false;
    try {
      await replaceFile(file, bytes, { ...placing, placed: () => (stands = true) });
    } catch (error) {
      // In place and not flushed, it would be taken for one that is kept.
      if (stands) await rm(file, { force: true }).catch(() => undefined);
      throw error;
    }
    justMade.set(header.rev, performance.now());
    noteParents(header.rev, header.parents);
  };

  const mark: History["mark"] = (id, rev, as) => replaceFile(path.join(folderOf(id), `${rev}.${as}`), "", placing);

  const remove = async (id: string, gone: readonly KeptFile[]): Promise<void> => {
    placing.allowed?.();
    for (const { file, rev } of gone) {
      await rm(path.join(folderOf(id), file), { force: true });
      for (const mark of ["pin", "out"]) await rm(path.join(folderOf(id), `${rev}.${mark}`), { force: true });
    }
  };

  const shown = shownRevisions();

  return {
    files,
    shown: async (id) => shown(folderOf(id), await files(id)),
    async list(id) {
      const revisions: KeptRevision[] = [];
      for (const one of await files(id)) {
        const header = await headerOf(id, one);
        if (!header || header.rev !== one.rev) continue;
        const { n: _order, ...told } = header;
        revisions.push({ ...told, pinned: one.pinned, published: one.published });
      }
      return revisions;
    },
    async read(id, rev) {
      refuseLinks(library, folderOf(id));
      try {
        // Many are read one after the other: a trip to the thread pool for each step would cost more than the steps.
        const name = readdirSync(folderOf(id)).find((one) => one.endsWith(endingOf(rev)));
        if (name === undefined) return null;
        return keptTextSync(readPlainFileHere(path.join(folderOf(id), name)).bytes, rev) ?? "damaged";
      } catch (error) {
        if (isMissing(error)) return null;
        if (isOdd(error)) return "damaged";
        throw error;
      }
    },
    async keepFirst(id, { bytes, rev }, { at, by, why }) {
      const header: Header = { rev, n: 1, parents: [], at, by, desk, why, aside: false };
      await place(id, header, bytes);
    },
    async keep(id, text, { at, by, why, aside = false, made, from = [] }) {
      const all = await files(id);
      const newest = newestOfLine(all);
      if (newest && from.length === 0 && ((await sameAs(id, newest, text)) || (await sameButOut(id, newest, text)))) {
        if (why === "publish" && !newest.published) await mark(id, newest.rev, "out");
        return newest.rev;
      }
      // An aside stands one above its parent, so those above the newest of the line are not merged yet. What other
      // desks gave is pinned, and counts by their own lines.
      const isLost = (one: KeptFile) => one.aside && !one.pinned && one.n > (newest?.n ?? 0);
      const lost = why === "conflict" && !aside ? all.filter(isLost) : [];
      const before = [...(newest ? [newest] : []), ...lost];
      const parents = [...new Set([...before.map(({ rev }) => rev), ...from])].sort();
      const n = 1 + Math.max(0, ...before.map((one) => one.n));
      const header: Header = { rev: keptRev(text, parents), n, parents, at, by, desk, why, aside };
      if (all.some((one) => one.rev === header.rev)) return header.rev;
      await place(id, header, text);
      made?.();
      return header.rev;
    },
    async holds(id, text) {
      const newest = newestOfLine(await files(id));
      return newest !== undefined && sameAs(id, newest, text);
    },
    async file(id, rev) {
      const name = (await namesIn(id)).find((one) => one.endsWith(endingOf(rev)));
      return name === undefined ? null : { name, bytes: await readPlainFile(path.join(folderOf(id), name)) };
    },
    async take(id, bytes) {
      const kept = await readKeptFile(bytes);
      if (!kept) return false;
      const { header } = kept;
      if (!(await namesIn(id)).some((one) => one.endsWith(endingOf(header.rev)))) {
        await replaceFile(path.join(folderOf(id), nameOf({ ...header, aside: true })), bytes, placing);
        justMade.set(header.rev, performance.now());
      }
      await mark(id, header.rev, "pin");
      return true;
    },
    mark,
    async thin(id, now, offset) {
      const all = await files(id);
      const newest = newestOfLine(all);
      const gone = thinned(
        all.map((one) => ({
          rev: one.rev,
          n: one.n,
          at: Date.parse(one.at),
          kept: one.pinned || one.published || one === newest || isJustMade(one.rev),
        })),
        now,
        offset,
      );
      await remove(
        id,
        all.filter((one) => gone.has(one.rev)),
      );
      return gone.size;
    },
    drop: async (id, rev) =>
      remove(
        id,
        (await files(id)).filter((one) => one.rev === rev && !one.pinned),
      ),
    async forget(id) {
      const all = await files(id);
      const staying = all.filter((one) => one.pinned || one.published);
      await remove(
        id,
        all.filter((one) => !staying.includes(one)),
      );
      if (all.length === 0) return;
      if (staying.length === 0) await rmdir(folderOf(id)).catch(() => undefined);
      await flushNames(staying.length === 0 ? path.dirname(folderOf(id)) : folderOf(id), placing.disk);
    },
    async ids() {
      // Where they can't be listed nobody may think that there are none: images are needed by what they hold.
      const names = await readdir(path.join(library, "history")).catch((error: unknown) => {
        if (isAbsent(error)) return [];
        throw error;
      });
      return names.filter((name) => ArticleId.safeParse(name).success).sort();
    },
  };
}
