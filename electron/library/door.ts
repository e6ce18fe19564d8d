/**
 * The one door for writing stories: whoever changes one comes through here, in turn. A write is
 * acknowledged once the change log, the revision that is kept with it, if any, and the story's own
 * file would survive a power cut; the story goes into place last.
 */
import { rm } from "node:fs/promises";
import path from "node:path";
import { type Article, ArticleId, type Lang } from "../../shared/article/article.ts";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { isNestedBeyond } from "../../shared/article/nesting.ts";
import { LANGS } from "../../shared/article/stages.ts";
import type { KeptWhy, Opened } from "../../shared/contract.ts";
import { done, type Result, refuse } from "../../shared/errors.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { isDeviceName } from "../../shared/text/free-slug.ts";
import { diskError, isDiskError } from "../disk/disk-error.ts";
import { replaceFile } from "../disk/durable-file.ts";
import { FILE_LIMIT, readPlainFile } from "../disk/plain-file.ts";
import { type ArticleFile, fingerprint, readArticleFile, writeJson } from "./files/article-file.ts";
import { articlePath, refuseOddShelf } from "./files/article-paths.ts";
import { refuseLinks } from "./files/assets/confined-files.ts";
import { changedOf, outSince, unnotedIn, withOut } from "./files/changed.ts";
import { stampOf } from "./files/file-stamp.ts";
import { lockedOut } from "./files/lock.ts";
import { revisionsOf } from "./files/revisions.ts";
import { keepBase } from "./history/keep-worked.ts";
import type { Base } from "./history/pauses.ts";
import type { Door, DoorParts, Make, Writer } from "./kinds.ts";

/** What stood there before a write. */
interface Before {
  readonly article: Article;
  readonly text: string;
  readonly migratedFrom: number | null;
}

type ReadArticle = ArticleFile & { kind: "article" };

/** Stories that are remembered as they stand on the disk: those in work are few. */
const RECENT = 100;

/**
 * The canonical text of a story with another `updatedAt`: of the lines that begin so, only the
 * story's own is indented by two. Sorting and writing the whole story again is dear at each save.
 */
const datedText = (text: string, before: string, after: string): string =>
  text.replace(`\n  "updatedAt": ${JSON.stringify(before)}`, () => `\n  "updatedAt": ${JSON.stringify(after)}`);

/** Writes that replace a text which nobody typed just now: what stood there is kept first. */
const KEEPS_BEFORE: readonly KeptWhy[] = ["conflict", "import", "restore", "received"];

/** Why a write keeps a revision with it; null where the next pause will do. */
function whyKept(before: Article | null, after: Article, writer: Writer): KeptWhy | null {
  if (writer.why) return writer.why;
  const became = (test: (lang: Lang) => boolean) => LANGS.some(test);
  const stageThen = (lang: Lang) => before?.release[lang].stage ?? "draft";
  if (became((lang) => after.release[lang].stage === "published" && stageThen(lang) !== "published")) return "publish";
  if (writer.origin === "import") return "import";
  return became((lang) => after.release[lang].stage !== stageThen(lang)) ? "stage" : null;
}

const openedAs = (article: Article): Opened => ({
  article,
  revs: revisionsOf(article),
  changed: changedOf(article),
});

const baseOf = (before: Before): Base => ({
  text: canonicalJson(before.article),
  at: before.article.updatedAt,
});

export function openDoor(parts: DoorParts): Door {
  const { folder, placing, ground, catalogue, history, log, pauses, turns, ladder, readOnly, holder, tell } = parts;
  const locked = () => ({ ok: false, error: lockedOut({ folder, holder }) }) as const;

  /** Stories as they were read or written last, each with the stamp of its file. */
  const recent = new Map<string, { readonly stamp: string; readonly read: ReadArticle; readonly canonical: boolean }>();
  const remember = (id: string, stamp: string | null, read: ReadArticle, canonical: boolean): void => {
    recent.delete(id);
    if (stamp === null) return;
    recent.set(id, { stamp, read, canonical });
    const [oldest] = recent.keys();
    if (recent.size > RECENT && oldest !== undefined) recent.delete(oldest);
  };

  /** Reads a file as it is now, and keeps the list in step with what was found. */
  const load = async (id: string): Promise<ArticleFile> => {
    const file = articlePath(folder, id);
    let stamp: string | null;
    try {
      refuseOddShelf(folder, id);
      refuseLinks(folder, file);
      stamp = stampOf(file);
    } catch (error) {
      recent.delete(id);
      const gone = ground.problem();
      const problem = gone ?? diskError(error, file);
      if (!gone) catalogue.remove(id, problem);
      return { kind: "unreadable", error: problem };
    }
    const known = recent.get(id);
    if (known && known.stamp === stamp) return known.read;
    const read = await readArticleFile(folder, id, ladder);
    if (read.kind === "article") {
      catalogue.put(read.article, read.readOnly, fingerprint(read.text));
      remember(id, stamp, read, read.text === canonicalJson(read.article));
    } else {
      recent.delete(id);
      // Where the library itself is gone, the list keeps what it knows.
      const gone = ground.problem();
      if (gone) return { kind: "unreadable", error: gone };
      catalogue.remove(id, read.kind === "unreadable" ? read.error : null);
    }
    return read;
  };

  /** Stories that another program changed, where that could not be noted down yet. */
  const unnoted = new Set<string>();

  /** Reads a file, mends it where it is damaged, and notes where another program changed it. */
  const look = async (id: string, isNew: boolean): Promise<ArticleFile> => {
    const known = catalogue.printOf(id);
    const read = await load(id);
    if (read.kind === "unreadable")
      return read.error.reason === "article-unreadable" && (await parts.heal(id)) ? load(id) : read;
    if (read.kind === "missing") return read;
    const changed = known === undefined ? isNew : known !== fingerprint(read.text);
    if (changed || unnoted.has(id)) await noticeOutside(id, read);
    return read;
  };

  /**
   * Another program wrote the file since we did: what we had goes to history if it isn't there yet,
   * and so does what stands there now, before anything replaces it.
   */
  const noticeOutside = async (id: string, read: ReadArticle): Promise<void> => {
    const { article, text } = read;
    tell({ id, revs: revisionsOf(article), origin: "remote", by: null, at: article.updatedAt });
    if (readOnly) return;
    const at = instantNow();
    try {
      await log.append({ id, at, origin: "remote", by: null, print: fingerprint(text) });
      const worked = pauses.of(id);
      if (worked?.base) await keepBase(history, id, worked.base);
      if (worked) await history.keep(id, worked.text, { at: worked.at, by: worked.by, why: "pause" });
      await history.keep(id, canonicalJson(article), { at, by: "", why: "outside" });
      if (worked) pauses.kept(id, worked.text);
      unnoted.delete(id);
    } catch (error) {
      // Reading goes on; the next write waits until this is down on the disk.
      unnoted.add(id);
      if (!isDiskError(error)) throw error;
    }
  };

  /** After a write that failed: where the new bytes stand in place without being flushed, the old ones come back. */
  const putBack = async (file: string, text: string, before: Before | null): Promise<void> => {
    if ((await readPlainFile(file).catch(() => null))?.toString("utf8") !== text) return;
    if (before) await replaceFile(file, before.text, placing);
    else await rm(file, { force: true });
  };

  const write = async (
    article: Article,
    text: string,
    before: Before | null,
    writer: Writer,
    { isNote = false, isKept = false } = {},
  ): Promise<Result<Opened>> => {
    const { id } = article;
    const file = articlePath(folder, id);
    const { origin, by } = writer;
    // What this desk couldn't read again is never written.
    if (isNestedBeyond(article)) return refuse("body-invalid", { detail: "it is nested too deeply" });
    if (Buffer.byteLength(text) > FILE_LIMIT) return refuse("file-too-large", { name: id, limit: "64 MiB" });
    const why = isNote ? null : whyKept(before?.article ?? null, article, writer);
    const at = isNote || writer.why === "received" ? instantNow() : article.updatedAt;
    const print = fingerprint(text);
    /** What this write replaces and nobody could get back otherwise; it is kept before it goes. */
    const keepBefore = async (): Promise<void> => {
      const worked = pauses.of(id);
      if (why && worked?.base) await keepBase(history, id, worked.base);
      if (why && KEEPS_BEFORE.includes(why)) {
        if (worked) await history.keep(id, worked.text, { at: worked.at, by: worked.by, why: "pause" });
        else if (before) await keepBase(history, id, baseOf(before));
      }
      if (!before || before.migratedFrom === null) return;
      const original = path.join(folder, "history", id, `original-format-${before.migratedFrom}.json`);
      await replaceFile(original, before.text, placing);
    };
    const kept = keepBefore();
    // What goes out is kept before it is noted in its story.
    const isInHistory = isNote && !pauses.of(id) && pauses.isBased(id);
    const first = Promise.all([log.append({ id, at, origin, by, print, ...(isInHistory && { kept: true }) }), kept]);
    // The revision that goes with it only has to be there before the acknowledgement.
    let isNew = false;
    const made = () => {
      isNew = true;
    };
    // What was received is kept after it stands in place: that it was kept says that it did.
    const isAfter = why === "received";
    const withIt = kept.then(() => (why && !isAfter ? history.keep(id, text, { at, by, why, made }) : null));
    // A failure of these is told below, after the story's own.
    first.catch(() => undefined);
    withIt.catch(() => undefined);
    let ino: bigint | null = null;
    const placed = (number: bigint) => {
      ino = number;
    };
    try {
      refuseLinks(folder, path.dirname(file));
      await writeJson(file, article, { ...placing, before: async () => void (await first), placed }, text);
      await withIt;
      if (isAfter) await history.keep(id, text, { at, by, why, ...(writer.from && { from: [writer.from] }) });
    } catch (error) {
      recent.delete(id);
      await Promise.allSettled([first, withIt]);
      if (ino !== null) await putBack(file, text, before).catch(() => undefined);
      const rev = await withIt.catch(() => null);
      if (rev && isNew) await history.drop(id, rev).catch(() => undefined);
      if (isDiskError(error)) return { ok: false, error: diskError(error, file) };
      throw error;
    }
    remember(id, stampOf(file, ino), { kind: "article", article, readOnly: undefined, text, migratedFrom: null }, true);
    const worked = pauses.of(id);
    if (why || (isNote && !worked)) pauses.kept(id, worked?.text ?? "");
    else if (isNote && worked) pauses.worked(id, text, worked.by, worked.at, () => null);
    else pauses.worked(id, text, by, at, () => (isKept ? null : before && baseOf(before)));
    catalogue.put(article, undefined, print);
    const opened = openedAs(article);
    tell({ id, revs: opened.revs, origin, by, at });
    return done(opened);
  };

  const slugProblem = async (before: Article | null, after: Article): Promise<Result<null>> => {
    const slug = after.details.slug;
    if (slug === null || before?.details.slug === slug) return done(null);
    if (isDeviceName(slug)) return refuse("slug-device", { slug });
    const by = await catalogue.slugHolder(slug, after.id);
    return by === null ? done(null) : refuse("slug-taken", { slug, by });
  };

  /** Work in a story's turn, while the library stands: of a library that is gone there is nothing to say. */
  const onGround = <T>(id: string, work: () => Promise<Result<T>>): Promise<Result<T>> =>
    turns.inTurn(id, async () => {
      const gone = ground.problem();
      return gone ? { ok: false, error: gone } : work();
    });

  /**
   * What older desks published has no text of its own: before the story's first change it is kept as
   * published, and from then on what is out is told from what the story says.
   */
  const keepUnnoted = async (before: Article, after: Article): Promise<Article> => {
    const langs = unnotedIn(before).filter((lang) => !after.release[lang].out);
    if (langs.length === 0) return after;
    const rev = await history.keep(before.id, canonicalJson(before), { at: before.updatedAt, by: "", why: "publish" });
    return langs.reduce((noted, lang) => withOut(noted, lang, outSince(before, lang, rev)), after);
  };

  const change = (id: string, writer: Writer, make: Make, isNote: boolean): Promise<Result<Opened>> =>
    onGround(id, async () => {
      if (readOnly) return locked();
      if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
      const read = await look(id, false);
      if (read.kind === "missing") return refuse("no-article", { id });
      if (read.kind === "unreadable") return { ok: false, error: read.error };
      if (unnoted.has(id)) return refuse("disk-failed", { detail: "history" });
      if (read.readOnly) return refuse(read.readOnly);
      const made = await make(read.article);
      if (!made.ok) return made;
      const slug = await slugProblem(read.article, made.value);
      if (!slug.ok) return slug;
      let same = canonicalJson(made.value);
      // A file that another program wrote may say the same in other words.
      const unchanged = same === read.text || (!recent.get(id)?.canonical && same === canonicalJson(read.article));
      if (unchanged) return done(openedAs(read.article));
      let after = made.value;
      try {
        after = await keepUnnoted(read.article, made.value);
      } catch (error) {
        if (isDiskError(error)) return { ok: false, error: diskError(error, folder) };
        throw error;
      }
      const isKept = after !== made.value;
      if (isKept) same = canonicalJson(after);
      if (isNote) return write(after, same, read, writer, { isNote });
      const article = { ...after, updatedAt: instantNow() };
      return write(article, datedText(same, after.updatedAt, article.updatedAt), read, writer, { isKept });
    });

  return {
    open: (id) =>
      onGround(id, async () => {
        if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
        const read = await look(id, false);
        if (read.kind === "missing") return refuse("no-article", { id });
        if (read.kind === "unreadable") return { ok: false, error: read.error };
        const opened = openedAs(read.article);
        return done(read.readOnly ? { ...opened, readOnly: read.readOnly } : opened);
      }),
    change: (id, writer, make) => change(id, writer, make, false),
    note: (id, writer, make) => change(id, writer, make, true),
    create: (article, writer) =>
      onGround(article.id, async () => {
        if (readOnly) return locked();
        ArticleId.parse(article.id);
        const slug = await slugProblem(null, article);
        return slug.ok ? write(article, canonicalJson(article), null, writer) : slug;
      }),
    take: (id, writer, make) =>
      onGround(id, async () => {
        if (readOnly) return locked();
        if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
        const read = await look(id, false);
        if (read.kind === "unreadable") return { ok: false, error: read.error };
        if (read.kind === "article" && read.readOnly) return refuse(read.readOnly);
        if (unnoted.has(id)) return refuse("disk-failed", { detail: "history" });
        const before = read.kind === "article" ? read : null;
        const made = make(before?.article ?? null);
        if (made === null) return done(null);
        const text = canonicalJson(made);
        if (before && text === canonicalJson(before.article)) {
          // Nothing is new in it; that it was taken says from where the two desks go on.
          if (writer.from !== undefined) {
            const { by, from } = writer;
            await history.keep(id, text, { at: instantNow(), by, why: "received", from: [from] });
          }
          return done(null);
        }
        const written = await write(made, text, before, { ...writer, why: "received" });
        return written.ok ? done(null) : written;
      }),
    async look(id) {
      await onGround(id, async () => {
        // Placed by this desk, and told of: large ones would be read for nothing.
        if (!parts.placed.stands(id)) await look(id, true);
        return done(null);
      });
    },
  };
}
