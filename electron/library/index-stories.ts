/** One story's entry in the index: read from its file, put in, taken out. */
import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { type Article, LANGS, type Lang } from "../../shared/article.ts";
import { type DeskError, deskError } from "../../shared/errors.ts";
import { type Side, sidesOf } from "../../shared/rows.ts";
import { fold } from "../../shared/text/fold.ts";
import { diskError, isDiskError, isMissing } from "../disk/disk-error.ts";
import { articlePath, fingerprint, readArticleText } from "./article-file.ts";
import { flagsOf } from "./index-marks.ts";
import { placeOf } from "./index-places.ts";
import type { IndexFile } from "./index-schema.ts";
import { BREAK, createWordCutter } from "./index-words.ts";
import { entryOf, headlineOf } from "./summaries.ts";

/**
 * A file that was written within this time of being read may change again without its time moving;
 * it is read once more at the next check. Two seconds is the step of FAT's clock.
 */
const CLOCK_STEP_MS = 2000;
/** Stands for a time that isn't trusted. */
const UNSURE = -1;

export interface FileStamp {
  /** Milliseconds; -1: unknown. */
  readonly mtime: number;
  readonly size: number;
}

export type Refreshed = "same" | "changed" | "gone" | { readonly unreadable: DeskError };

export interface IndexStories {
  /** Reads the file as it is now and puts it in; `row` is a wish. `placing`: give the headline its place at once. */
  refresh(id: string, options?: { row?: number; placing?: boolean }): Refreshed;
  /** What the index knows of the files whose ids lie between two, both included. */
  stamps(first: string, last: string): Map<string, FileStamp>;
}

type FileText =
  | { readonly kind: "text"; readonly text: string; readonly stamp: FileStamp }
  | { readonly kind: "missing" }
  | { readonly kind: "failed"; readonly error: DeskError };

function readText(file: string): FileText {
  let handle: number;
  try {
    handle = openSync(file, "r");
  } catch (error) {
    if (isMissing(error)) return { kind: "missing" };
    if (isDiskError(error)) return { kind: "failed", error: diskError(error, file) };
    throw error;
  }
  try {
    // Looked at before it is read: what changes meanwhile is then seen as changed.
    const { mtimeMs, size } = fstatSync(handle);
    const sure = Date.now() - mtimeMs > CLOCK_STEP_MS;
    return { kind: "text", text: readFileSync(handle, "utf8"), stamp: { mtime: sure ? mtimeMs : UNSURE, size } };
  } catch (error) {
    if (isDiskError(error)) return { kind: "failed", error: diskError(error, file) };
    throw error;
  } finally {
    closeSync(handle);
  }
}

const linesOf = (side: Side | null): string[] =>
  side ? [side.headline, side.lead, ...side.blocks.map((block) => block.text)] : [];

/** Tables that hold something of a story by its row. */
const TABLES = ["stories", "texts", "heads", "bodies"] as const;

/** `onChange` is told whenever the index has changed. */
export function createStories(index: IndexFile, folder: string, onChange: () => void): IndexStories {
  const meet = (word: string) => {
    const made = index
      .statement("INSERT OR IGNORE INTO terms (word, sound, toneless) VALUES (?, ?, ?)")
      .run(word, fold(word, 1), fold(word, 2));
    if (made.changes === 0) return;
    index
      .statement("INSERT INTO parts (rowid, word, sound, toneless) VALUES (?, ?, ?, ?)")
      .run(made.lastInsertRowid, word, fold(word, 1), fold(word, 2));
  };
  const cutter = createWordCutter(meet);

  const rowOf = (id: string): { row: number; print: string } | null => {
    const known = index.statement("SELECT row, print FROM stories WHERE id = ?").get(id);
    return known ? { row: Number(known.row), print: String(known.print) } : null;
  };
  const keyOf = (table: (typeof TABLES)[number]) => (table === "stories" || table === "texts" ? "row" : "rowid");
  const takeOut = (row: number) => {
    onChange();
    for (const table of TABLES) index.statement(`DELETE FROM ${table} WHERE ${keyOf(table)} = ?`).run(row);
  };
  const freeRow = (wish: number | undefined): number => {
    if (wish !== undefined && !index.statement("SELECT 1 FROM stories WHERE row = ?").get(wish)) return wish;
    return Number(index.statement("SELECT coalesce(max(row), 0) + 1 AS next FROM stories").get()?.next);
  };

  const putIn = (article: Article, readOnly: Parameters<typeof entryOf>[1], row: number, placing: boolean) => {
    onChange();
    const sides = sidesOf(article);
    const entry = entryOf(article, readOnly, sides);
    const headline = headlineOf(entry);
    const place = placing ? placeOf(index, headline) : null;
    const { summary } = entry;
    const lines: Readonly<Record<Lang, string[]>> = { lo: linesOf(sides.lo), en: linesOf(sides.en) };
    const field = (at: number) => cutter.cut(LANGS.flatMap((lang) => lines[lang][at] ?? []).join("\n"));
    const [heading, lead] = [field(0), field(1)];
    const body = cutter.cut(LANGS.flatMap((lang) => lines[lang].slice(2)).join("\n"));
    index
      .statement(`INSERT INTO stories (row, id, flags, category, updated, created, published, headline, place, slug,
        print, mtime, size, summary) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', -1, 0, ?)`)
      .run(
        row,
        article.id,
        flagsOf(article, entry),
        summary.category ?? "",
        summary.updatedAt,
        entry.createdAt,
        entry.publishedAt,
        headline,
        place,
        entry.slug,
        JSON.stringify(summary),
      );
    index
      .statement("INSERT INTO texts (row, lo, en) VALUES (?, ?, ?)")
      .run(row, lines.lo.join("\n"), lines.en.join("\n"));
    index.statement("INSERT INTO heads (rowid, headline, lead) VALUES (?, ?, ?)").run(row, heading, lead);
    index
      .statement("INSERT INTO bodies (rowid, text) VALUES (?, ?)")
      .run(row, `${heading} ${BREAK} ${lead} ${BREAK} ${body}`);
  };

  const stamp = (row: number, print: string, { mtime, size }: FileStamp) =>
    index.statement("UPDATE stories SET print = ?, mtime = ?, size = ? WHERE row = ?").run(print, mtime, size, row);
  const forgetProblem = (id: string) => index.statement("DELETE FROM unreadable WHERE id = ?").run(id).changes > 0;

  return {
    refresh(id, { row: wish, placing = true } = {}) {
      const file = readText(articlePath(folder, id));
      const known = rowOf(id);
      if (file.kind === "missing") {
        if (known) takeOut(known.row);
        return forgetProblem(id) || known ? "gone" : "same";
      }
      const print = file.kind === "text" ? fingerprint(file.text) : "";
      if (file.kind === "text" && known?.print === print) {
        stamp(known.row, print, file.stamp);
        return "same";
      }
      const read = file.kind === "text" ? readArticleText(file.text, id) : null;
      if (known) takeOut(known.row);
      if (read?.kind === "article" && file.kind === "text") {
        forgetProblem(id);
        const row = known?.row ?? freeRow(wish);
        putIn(read.article, read.readOnly, row, placing);
        stamp(row, print, file.stamp);
        return "changed";
      }
      const error =
        read?.kind === "unreadable"
          ? read.error
          : file.kind === "failed"
            ? file.error
            : deskError("article-unreadable", { detail: "it can't be read" });
      const { mtime, size } = file.kind === "text" ? file.stamp : { mtime: UNSURE, size: 0 };
      index
        .statement("INSERT OR REPLACE INTO unreadable (id, error, mtime, size) VALUES (?, ?, ?, ?)")
        .run(id, JSON.stringify(error), mtime, size);
      return { unreadable: error };
    },
    stamps(first, last) {
      const found = new Map<string, FileStamp>();
      for (const table of ["stories", "unreadable"])
        for (const { id, mtime, size } of index
          .statement(`SELECT id, mtime, size FROM ${table} WHERE id BETWEEN ? AND ?`)
          .all(first, last))
          found.set(String(id), { mtime: Number(mtime), size: Number(size) });
      return found;
    },
  };
}
