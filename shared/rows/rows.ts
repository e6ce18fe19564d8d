/**
 * Rows: which blocks of both versions say the same thing, and in which state each is. Pure; every
 * state follows from comparing the texts now with the texts recorded at confirmation.
 */
import { type Article, FIELD_ROWS, type Lang, type Node, type RowRecord, type Version } from "../article/article.ts";
import { otherLang } from "../article/stages.ts";
import { linesOf, PICTURE_TOKEN } from "../blocks/block-text.ts";
import { blocksOf, idOfBlock, rowOfBlock } from "../blocks/body.ts";
import { canonicalText } from "../text/lao.ts";

export type RowState = "missing" | "draft" | "confirmed" | "stale";

export interface BlockText {
  readonly id: string;
  readonly row: string;
  readonly text: string;
}

/** One version as rows see it. */
export interface Side {
  readonly headline: string;
  readonly lead: string;
  readonly blocks: readonly BlockText[];
}

export interface Row {
  readonly id: string;
  /** null: no text on either side (a divider, a bare figure), not counted, no mark. */
  readonly state: RowState | null;
  /** Stale by punctuation or spaces alone. */
  readonly minor: boolean;
  /** Target text that the source doesn't have. */
  readonly extra: boolean;
  readonly text: Readonly<Record<Lang, string>>;
  readonly blocks: Readonly<Record<Lang, readonly string[]>>;
  /** The confirmation that the state was worked out from. */
  readonly record: RowRecord | null;
}

export interface Progress {
  readonly total: number;
  readonly confirmed: number;
  readonly stale: number;
  readonly missing: number;
}

const PART_BREAK = "\n";

/** White space but a line's end that isn't a single space; single ones, which most are, are passed over. */
const UNTIDY = /[^\S\n ][^\S\n]*| [^\S\n]+/g;

const tidy = (text: string): string => canonicalText(text.replace(UNTIDY, " "));

/**
 * The plain text of one block: list items, cells and captions included, one a line; a figure's
 * asset as a token; alt and credit not. Canonical, runs of white space as one space.
 */
export const blockText = (block: Node): string => tidy(linesOf(block).join(PART_BREAK));

/** What is recorded of a row at confirmation: its blocks' texts, one a line. */
export const rowText = (texts: readonly string[]): string => texts.join(PART_BREAK).trim();

/**
 * What two texts of a row are compared by. The line breaks between blocks go without a trace, so
 * cutting a paragraph in two and joining it again changes nothing; so do spaces at line ends and
 * characters that only format (Unicode's category Cf, the zero-width space among them).
 */
export const comparedText = (text: string): string =>
  tidy(text.replaceAll(PART_BREAK, "").replace(/\p{Cf}/gu, ""))
    .trim()
    .replace(/ {2,}/g, " ");

const sameText = (a: string, b: string): boolean => a === b || comparedText(a) === comparedText(b);

/** Whether a reader would see words: a figure's token alone is none. */
export const hasWords = (text: string): boolean =>
  /\S/.test(text.includes("⟦") ? text.replace(PICTURE_TOKEN, "") : text);

const lettersOf = (text: string): string => comparedText(text).replace(/[\p{P}\p{S}\s]/gu, "");

/** A change of punctuation or spaces alone; a figure's other image is none. */
export function isMinorChange(before: string, after: string): boolean {
  const tokens = (text: string) => (text.match(PICTURE_TOKEN) ?? []).join();
  return tokens(before) === tokens(after) && lettersOf(before) === lettersOf(after);
}

export function sideOf(version: Version | null): Side | null {
  if (!version) return null;
  return {
    headline: version.headline,
    lead: version.lead,
    blocks: blocksOf(version.body).map((block) => ({
      id: idOfBlock(block),
      row: rowOfBlock(block),
      text: blockText(block),
    })),
  };
}

/** The state of one row from its texts now and its record. */
export function rowState(
  source: string,
  target: string,
  record: { readonly source: string; readonly target: string } | null,
): RowState | null {
  if (!hasWords(source) && !hasWords(target)) return null;
  if (!hasWords(target)) return "missing";
  if (!hasWords(source) || !record) return "draft";
  if (!sameText(source, record.source)) return "stale";
  return sameText(target, record.target) ? "confirmed" : "draft";
}

/** Row ids in source order; a row of the target alone comes after the one before it there. */
export function rowOrder(source: readonly string[], target: readonly string[]): string[] {
  const known = new Set(source);
  const after = new Map<string | null, string[]>();
  let last: string | null = null;
  for (const row of target) {
    if (known.has(row)) {
      last = row;
      continue;
    }
    const waiting = after.get(last);
    if (!waiting) after.set(last, [row]);
    else if (!waiting.includes(row)) waiting.push(row);
  }
  return [...(after.get(null) ?? []), ...[...new Set(source)].flatMap((row) => [row, ...(after.get(row) ?? [])])];
}

function grouped(side: Side | null): Map<string, BlockText[]> {
  const groups = new Map<string, BlockText[]>();
  for (const block of side?.blocks ?? []) {
    const group = groups.get(block.row);
    if (group) group.push(block);
    else groups.set(block.row, [block]);
  }
  return groups;
}

const sameBlocks = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

/**
 * All rows of a story: headline, lead, then the blocks' rows in source order. A row of `known`, worked
 * out earlier with the same source, comes back as the same value where nothing in it changed.
 */
export function rowsOf(
  source: Lang,
  sides: Readonly<Record<Lang, Side | null>>,
  records: Readonly<Record<string, RowRecord>>,
  known?: ReadonlyMap<string, Row>,
): Row[] {
  const target = otherLang(source);
  const groups = { lo: grouped(sides.lo), en: grouped(sides.en) };
  const row = (id: string, text: Record<Lang, string>, blocks: Record<Lang, readonly string[]>): Row => {
    const record = Object.hasOwn(records, id) ? records[id] : undefined;
    const before = known?.get(id);
    if (
      before &&
      before.record === (record ?? null) &&
      before.text.lo === text.lo &&
      before.text.en === text.en &&
      sameBlocks(before.blocks.lo, blocks.lo) &&
      sameBlocks(before.blocks.en, blocks.en)
    )
      return before;
    const state = rowState(
      text[source],
      text[target],
      record ? { source: record[source], target: record[target] } : null,
    );
    return {
      id,
      state,
      minor: state === "stale" && record !== undefined && isMinorChange(record[source], text[source]),
      extra: state === "draft" && !hasWords(text[source]),
      text,
      blocks,
      record: record ?? null,
    };
  };
  const fields = FIELD_ROWS.map((field) =>
    row(field, { lo: tidy(sides.lo?.[field] ?? ""), en: tidy(sides.en?.[field] ?? "") }, { lo: [], en: [] }),
  );
  const order = rowOrder([...groups[source].keys()], [...groups[target].keys()]);
  const blocks = order.map((id) => {
    const lo = groups.lo.get(id) ?? [];
    const en = groups.en.get(id) ?? [];
    return row(
      id,
      { lo: rowText(lo.map((block) => block.text)), en: rowText(en.map((block) => block.text)) },
      { lo: lo.map((block) => block.id), en: en.map((block) => block.id) },
    );
  });
  return [...fields, ...blocks];
}

/** Both versions of a story as rows see them. */
export const sidesOf = ({ versions }: Pick<Article, "versions">): Record<Lang, Side | null> => ({
  lo: sideOf(versions.lo),
  en: sideOf(versions.en),
});

function progressOfStates(states: Iterable<RowState | null>): Progress {
  const counts = { total: 0, draft: 0, confirmed: 0, stale: 0, missing: 0 };
  for (const state of states) {
    if (state === null) continue;
    counts.total += 1;
    counts[state] += 1;
  }
  const { draft: _rest, ...progress } = counts;
  return progress;
}

export const progressOf = (rows: readonly Row[]): Progress => progressOfStates(rows.map((row) => row.state));

/** `progressOf` the rows of these sides; a list of thousands of stories needs no more of their rows than that. */
export function progressOfSides(
  source: Lang,
  sides: Readonly<Record<Lang, Side | null>>,
  records: Readonly<Record<string, RowRecord>>,
): Progress {
  const [mine, theirs] = [grouped(sides[source]), grouped(sides[otherLang(source)])];
  const state = (id: string, text: string, target: string) => {
    const record = Object.hasOwn(records, id) ? records[id] : undefined;
    return rowState(text, target, record ? { source: record[source], target: record[otherLang(source)] } : null);
  };
  const textIn = (groups: typeof mine, id: string) => rowText((groups.get(id) ?? []).map((block) => block.text));
  return progressOfStates([
    ...FIELD_ROWS.map((id) => state(id, tidy(sides[source]?.[id] ?? ""), tidy(sides[otherLang(source)]?.[id] ?? ""))),
    ...Array.from(new Set([...mine.keys(), ...theirs.keys()]), (id) => state(id, textIn(mine, id), textIn(theirs, id))),
  ]);
}
