/**
 * What can be done with whole rows, as new orders of blocks: pure, the texts untouched. A row's
 * blocks are neighbours before and after, and every block stays in exactly one row.
 */
import type { Lang } from "../article/article.ts";
import { LANGS, otherLang } from "../article/stages.ts";
import { type PlacedBlock, tracksOf } from "./tracks.ts";

/** Both versions' blocks in their order. */
export type Sequences = Readonly<Record<Lang, readonly PlacedBlock[]>>;

const inRow =
  (row: string) =>
  (block: PlacedBlock): boolean =>
    block.row === row;
const bothSides = (change: (lang: Lang) => readonly PlacedBlock[]): Sequences => ({
  lo: change("lo"),
  en: change("en"),
});

/** Which blocks of one side stand above each row on the page, crossed rows where this side has them. */
function heights(sequences: Sequences, lang: Lang): Map<string, number> {
  const side = lang === "lo" ? "left" : "right";
  const found = new Map<string, number>();
  for (const [height, grid] of tracksOf(sequences.lo, sequences.en).rows.entries())
    if (grid[side] || !found.has(grid.row)) found.set(grid.row, height);
  return found;
}

/** The row before another one on both sides; `null` puts it at the end. */
export function moveRow(sequences: Sequences, row: string, before: string | null): Sequences {
  if (row === before) return sequences;
  return bothSides((lang) => {
    const moved = sequences[lang].filter(inRow(row));
    if (moved.length === 0) return sequences[lang];
    const others = sequences[lang].filter((block) => block.row !== row);
    const height = heights(sequences, lang);
    const wanted = before === null ? Number.POSITIVE_INFINITY : (height.get(before) ?? Number.POSITIVE_INFINITY);
    const at = others.findIndex((block) => (height.get(block.row) ?? 0) >= wanted);
    return at < 0 ? [...others, ...moved] : [...others.slice(0, at), ...moved, ...others.slice(at)];
  });
}

/** Two rows as one: the second's blocks stand behind the first's and take its row. */
export function joinRows(sequences: Sequences, first: string, second: string): Sequences {
  return bothSides((lang) => {
    const joined = sequences[lang].filter(inRow(second)).map((block) => ({ ...block, row: first }));
    if (joined.length === 0) return sequences[lang];
    if (!sequences[lang].some(inRow(first)))
      return sequences[lang].map((block) => (block.row === second ? { ...block, row: first } : block));
    const others = sequences[lang].filter((block) => block.row !== second);
    const at = others.findLastIndex(inRow(first)) + 1;
    return [...others.slice(0, at), ...joined, ...others.slice(at)];
  });
}

/** A row of several blocks as a row for each: the first block of both sides keeps the row, the seconds share a new one. */
export function separateRow(sequences: Sequences, row: string, newRow: () => string): Sequences {
  const most = Math.max(...LANGS.map((lang) => sequences[lang].filter(inRow(row)).length));
  const rows = [row, ...Array.from({ length: Math.max(0, most - 1) }, newRow)];
  return bothSides((lang) => {
    let next = 0;
    return sequences[lang].map((block) => {
      if (block.row !== row) return block;
      const own = rows[next] ?? row;
      next += 1;
      return { ...block, row: own };
    });
  });
}

/** One side's blocks leave the row for a new one. */
export function unlinkRow(sequences: Sequences, row: string, lang: Lang, newRow: () => string): Sequences {
  const own = newRow();
  return {
    ...sequences,
    [lang]: sequences[lang].map((block) => (block.row === row ? { ...block, row: own } : block)),
  };
}

/** A row that stands in another order on `lang`'s side goes where the other side has it. */
export function moveBesidePartner(sequences: Sequences, row: string, lang: Lang): Sequences {
  const partner = otherLang(lang);
  const moved = sequences[lang].filter(inRow(row));
  const others = sequences[lang].filter((block) => block.row !== row);
  const level = new Set(
    tracksOf(sequences.lo, sequences.en)
      .rows.filter((grid) => grid.left && grid.right)
      .map((grid) => grid.row),
  );
  const above = sequences[partner].slice(0, Math.max(0, sequences[partner].findIndex(inRow(row))));
  const last = above.findLast((block) => level.has(block.row));
  const at = last ? others.findLastIndex(inRow(last.row)) + 1 : 0;
  return { ...sequences, [lang]: [...others.slice(0, at), ...moved, ...others.slice(at)] };
}
