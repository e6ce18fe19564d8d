/**
 * Two texts of one story made into one by choosing a side for each difference: pure, and symmetric
 * but for whose order stands where only the order of rows differs from none.
 */
import type { Details, Lang, Node, Version } from "../article/article.ts";
import { canonicalJson } from "../article/canonical-json.ts";
import { LANGS } from "../article/stages.ts";
import { blocksOf, idOfBlock, rowOfBlock } from "../blocks/body.ts";
import { rowOrder } from "../rows/rows.ts";

export const SIDES = ["mine", "theirs"] as const;
export type ChosenSide = (typeof SIDES)[number];

/** What of a story two people can write against each other. */
export interface StoryText {
  readonly details: Details;
  readonly versions: Readonly<Record<Lang, Version | null>>;
}

/** One thing that differs, and that one side is chosen for as a whole. */
export type Difference = { readonly key: string } & (
  | { readonly kind: "details"; readonly field: string }
  /** Only one side has the version. */
  | { readonly kind: "version"; readonly lang: Lang }
  | { readonly kind: "field"; readonly lang: Lang; readonly field: string }
  /** Rows that differ; several where a block stands in one of them here and in another there. */
  | { readonly kind: "rows"; readonly lang: Lang; readonly rows: readonly string[] }
  /** The rows that both sides have stand in another order. */
  | { readonly kind: "order"; readonly lang: Lang }
);

/** The side for each difference by its key; mine where none is named. */
export type Choices = Readonly<Record<string, ChosenSide>>;

const same = (a: unknown, b: unknown): boolean => a === b || canonicalJson([a]) === canonicalJson([b]);
const fieldOf = (record: object, field: string): unknown => new Map(Object.entries(record)).get(field);

/** Fields that differ, in the order of the first. */
function fieldsThatDiffer(mine: object, theirs: object, without: readonly string[]): string[] {
  const fields = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return fields.filter((field) => !without.includes(field) && !same(fieldOf(mine, field), fieldOf(theirs, field)));
}

type Groups = ReadonlyMap<string, readonly Node[]>;

/** A body's blocks by their row, in order. */
function grouped(body: Node): Groups {
  const groups = new Map<string, Node[]>();
  for (const block of blocksOf(body)) {
    const group = groups.get(rowOfBlock(block));
    if (group) group.push(block);
    else groups.set(rowOfBlock(block), [block]);
  }
  return groups;
}

/** Rows that hold a block of each other, on whichever side, so that no block is taken twice or lost. */
function entangled(mine: Groups, theirs: Groups): readonly (readonly string[])[] {
  const order = rowOrder([...mine.keys()], [...theirs.keys()]);
  const leader = new Map(order.map((row) => [row, row]));
  const lead = (row: string): string => {
    const next = leader.get(row) ?? row;
    return next === row ? row : lead(next);
  };
  const rowOf = new Map<string, string>();
  for (const groups of [mine, theirs])
    for (const [row, blocks] of groups)
      for (const block of blocks) {
        const known = rowOf.get(idOfBlock(block));
        if (known === undefined) rowOf.set(idOfBlock(block), row);
        else leader.set(lead(row), lead(known));
      }
  const together = new Map<string, string[]>();
  for (const row of order) together.set(lead(row), [...(together.get(lead(row)) ?? []), row]);
  return [...together.values()];
}

const blocksIn = (groups: Groups, rows: readonly string[]): readonly (readonly Node[])[] =>
  rows.map((row) => groups.get(row) ?? []);

const commonOrder = (groups: Groups, other: Groups): readonly string[] =>
  [...groups.keys()].filter((row) => other.has(row));

const detailsKey = (field: string) => `details.${field}`;
const fieldKey = (lang: Lang, field: string) => `${lang}.${field}`;
const versionKey = (lang: Lang) => `${lang}:version`;
const rowsKey = (lang: Lang, rows: readonly string[]) => `${lang}:rows:${rows[0] ?? ""}`;
const orderKey = (lang: Lang) => `${lang}:order`;

/** What stands apart from the fields: the text itself, and a date that follows from it. */
const NO_FIELDS = ["body", "updatedAt"];

function versionDifferences(lang: Lang, mine: Version | null, theirs: Version | null): Difference[] {
  if (!mine || !theirs) return mine === theirs ? [] : [{ key: versionKey(lang), kind: "version", lang }];
  const fields = fieldsThatDiffer(mine, theirs, NO_FIELDS).map(
    (field): Difference => ({ key: fieldKey(lang, field), kind: "field", lang, field }),
  );
  const [ours, others] = [grouped(mine.body), grouped(theirs.body)];
  const rows = entangled(ours, others)
    .filter((some) => !same(blocksIn(ours, some), blocksIn(others, some)))
    .map((some): Difference => ({ key: rowsKey(lang, some), kind: "rows", lang, rows: some }));
  const moved = !same(commonOrder(ours, others), commonOrder(others, ours));
  return [...fields, ...rows, ...(moved ? [{ key: orderKey(lang), kind: "order", lang } as const] : [])];
}

/** Everything that differs between two texts: details, then each language from its headline down. */
export const differencesOf = (mine: StoryText, theirs: StoryText): Difference[] => [
  ...fieldsThatDiffer(mine.details, theirs.details, []).map(
    (field): Difference => ({ key: detailsKey(field), kind: "details", field }),
  ),
  ...LANGS.flatMap((lang) => versionDifferences(lang, mine.versions[lang], theirs.versions[lang])),
];

/** What one text holds of a difference, for comparing alone. */
function partOf(text: StoryText, difference: Difference, other: StoryText): unknown {
  if (difference.kind === "details") return fieldOf(text.details, difference.field);
  const version = text.versions[difference.lang];
  if (difference.kind === "version" || !version) return version;
  if (difference.kind === "field") return fieldOf(version, difference.field);
  const groups = grouped(version.body);
  if (difference.kind === "rows") return blocksIn(groups, difference.rows);
  const against = other.versions[difference.lang];
  return commonOrder(groups, against ? grouped(against.body) : new Map());
}

/** Theirs where only they changed something since `base`, mine everywhere else. */
export function firstChoices(base: StoryText, mine: StoryText, theirs: StoryText): Choices {
  const choices = differencesOf(mine, theirs).map((difference): [string, ChosenSide] => {
    const untouched = same(partOf(mine, difference, theirs), partOf(base, difference, theirs));
    return [difference.key, untouched ? "theirs" : "mine"];
  });
  return Object.fromEntries(choices);
}

/** A record of the second's with the fields that are chosen from the first. */
function chosenFields<T extends object>(
  mine: T,
  theirs: T,
  fields: readonly string[],
  isMine: (field: string) => boolean,
) {
  const record = new Map<string, unknown>(Object.entries(theirs));
  for (const field of fields.filter(isMine)) {
    if (Object.hasOwn(mine, field)) record.set(field, fieldOf(mine, field));
    else record.delete(field);
  }
  return Object.fromEntries(record) as T;
}

function chosenBody(lang: Lang, mine: Node, theirs: Node, sideOf: (key: string) => ChosenSide): Node {
  const [ours, others] = [grouped(mine), grouped(theirs)];
  const groups = new Map(
    entangled(ours, others).flatMap((rows) => {
      const side = same(blocksIn(ours, rows), blocksIn(others, rows)) ? "mine" : sideOf(rowsKey(lang, rows));
      const from = side === "mine" ? ours : others;
      return rows.map((row) => [row, from.get(row) ?? []] as const);
    }),
  );
  const [first, second] = sideOf(orderKey(lang)) === "mine" ? [ours, others] : [others, ours];
  const order = rowOrder([...first.keys()], [...second.keys()]);
  return { ...theirs, content: order.flatMap((row) => groups.get(row) ?? []) };
}

function chosenVersion(
  lang: Lang,
  mine: Version | null,
  theirs: Version | null,
  sideOf: (key: string) => ChosenSide,
): Version | null {
  if (!mine || !theirs) return sideOf(versionKey(lang)) === "mine" ? mine : theirs;
  const fields = fieldsThatDiffer(mine, theirs, NO_FIELDS);
  return {
    ...chosenFields(mine, theirs, fields, (field) => sideOf(fieldKey(lang, field)) === "mine"),
    body: chosenBody(lang, mine.body, theirs.body, sideOf),
  };
}

/**
 * The text with a side taken for each difference. All mine is mine and all theirs is theirs; a block
 * of a chosen side stands in it once, a row's blocks stay neighbours. `updatedAt` is theirs: it
 * follows from the save.
 */
export function chooseRows(mine: StoryText, theirs: StoryText, choices: Choices): StoryText {
  const sideOf = (key: string): ChosenSide => (Object.hasOwn(choices, key) ? (choices[key] ?? "mine") : "mine");
  const version = (lang: Lang) => chosenVersion(lang, mine.versions[lang], theirs.versions[lang], sideOf);
  const fields = fieldsThatDiffer(mine.details, theirs.details, []);
  return {
    details: chosenFields(mine.details, theirs.details, fields, (field) => sideOf(detailsKey(field)) === "mine"),
    versions: { lo: version("lo"), en: version("en") },
  };
}
