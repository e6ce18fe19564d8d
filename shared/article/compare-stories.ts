/** What changed between two texts of a story, row by row and in both languages: pure, for showing. */

import { blocksOf, rowOfBlock } from "../blocks/body.ts";
import { blockText, rowOrder, rowText } from "../rows/rows.ts";
import type { Details, Lang, Version } from "./article.ts";
import { canonicalJson } from "./canonical-json.ts";
import { LANGS } from "./stages.ts";

/** What of a story two people can write against each other. */
export interface StoryText {
  readonly details: Details;
  readonly versions: Readonly<Record<Lang, Version | null>>;
}

/** The lines of a version that stand around its body, as a page has them. */
export const LINES = ["headline", "leadTag", "lead", "dateline", "signOff"] as const;
export type LineName = (typeof LINES)[number];

export interface ComparedSide {
  readonly before: string;
  readonly after: string;
  /** The words are the same; a mark, a level or an image isn't. */
  readonly restyled: boolean;
}

export interface ComparedRow {
  /** A line's name, or a row's id. */
  readonly id: string;
  readonly line: LineName | null;
  readonly changed: boolean;
  readonly sides: Readonly<Record<Lang, ComparedSide>>;
}

export interface ComparedText {
  readonly rows: readonly ComparedRow[];
  /** Languages in which the rows that both texts have stand in another order. */
  readonly reordered: readonly Lang[];
}

const rowsIn = (version: Version | null): string[] => [...new Set(blocksOf(version?.body ?? NOTHING).map(rowOfBlock))];
const NOTHING = { type: "doc", content: [] };

function sideOfRow(before: Version | null, after: Version | null, row: string): ComparedSide {
  const blocks = (version: Version | null) =>
    blocksOf(version?.body ?? NOTHING).filter((block) => rowOfBlock(block) === row);
  const text = (version: Version | null) => rowText(blocks(version).map(blockText));
  const [then, now] = [text(before), text(after)];
  // Ids are of no interest to a reader.
  const plain = (version: Version | null) =>
    canonicalJson(blocks(version).map(({ attrs: { id: _, ...attrs } = {}, ...block }) => ({ ...block, attrs })));
  return { before: then, after: now, restyled: then === now && plain(before) !== plain(after) };
}

/** Headline to sign-off, the body's rows between dateline and sign-off, in the later text's order. */
export function compareStories(before: StoryText, after: StoryText): ComparedText {
  const compared = (id: string, line: LineName | null, side: (lang: Lang) => ComparedSide): ComparedRow => {
    const sides = { lo: side("lo"), en: side("en") };
    return {
      id,
      line,
      sides,
      changed: LANGS.some((lang) => sides[lang].before !== sides[lang].after || sides[lang].restyled),
    };
  };
  const line = (name: LineName) =>
    compared(name, name, (lang) => ({
      before: before.versions[lang]?.[name] ?? "",
      after: after.versions[lang]?.[name] ?? "",
      restyled: false,
    }));
  const { source } = after.details;
  const target = source === "lo" ? "en" : "lo";
  const now = rowOrder(rowsIn(after.versions[source]), rowsIn(after.versions[target]));
  const then = rowOrder(rowsIn(before.versions[source]), rowsIn(before.versions[target]));
  const rows = rowOrder(now, then).map((row) =>
    compared(row, null, (lang) => sideOfRow(before.versions[lang], after.versions[lang], row)),
  );
  const moved = (lang: Lang): boolean => {
    const [first, second] = [rowsIn(before.versions[lang]), rowsIn(after.versions[lang])];
    return first.filter((row) => second.includes(row)).join() !== second.filter((row) => first.includes(row)).join();
  };
  return {
    rows: [...LINES.slice(0, 4).map(line), ...rows, line("signOff")],
    reordered: LANGS.filter(moved),
  };
}
