/** From beads to rows: which row each block is in once the beads are accepted. */
import type { Lang } from "../article/article.ts";
import { LANGS, otherLang } from "../article/stages.ts";
import type { PlacedBlock } from "../rows/tracks.ts";
import type { Bead } from "./pair-paragraphs.ts";

export interface RowChoice {
  /** Whose row ids are kept where either could be; as a rule the source, so that it needs no change. */
  readonly prefer: Lang;
  /** Rows with a record of confirmation: they are for their own blocks alone. */
  readonly isConfirmed: (row: string) => boolean;
  readonly newRow: () => string;
}

/**
 * The row of each block that stands in a bead, by its id in its version. A bead of exactly a row's blocks keeps that row, and with it
 * its confirmation and notes; any other takes a row of one of its blocks that is neither confirmed
 * nor taken, else a new one. As beads hold neighbours, so do rows.
 */
export function rowsOfBeads(
  beads: readonly Bead[],
  blocks: Readonly<Record<Lang, readonly PlacedBlock[]>>,
  { prefer, isConfirmed, newRow }: RowChoice,
): Readonly<Record<Lang, ReadonlyMap<string, string>>> {
  const rowNow = { lo: new Map<string, string>(), en: new Map<string, string>() };
  const sizes = new Map<string, number>();
  for (const side of LANGS)
    for (const { id, row } of blocks[side]) {
      rowNow[side].set(id, row);
      sizes.set(row, (sizes.get(row) ?? 0) + 1);
    }
  const rowsIn = (bead: Bead): string[] =>
    [prefer, otherLang(prefer)].flatMap((side) => bead[side].flatMap((id) => rowNow[side].get(id) ?? []));
  const taken = new Set<string>();
  const given = new Map<Bead, string>();
  for (const bead of beads) {
    const rows = rowsIn(bead);
    const first = rows[0];
    if (first === undefined || rows.length !== sizes.get(first) || rows.some((row) => row !== first)) continue;
    given.set(bead, first);
    taken.add(first);
  }
  const result = { lo: new Map<string, string>(), en: new Map<string, string>() };
  for (const bead of beads) {
    let row = given.get(bead) ?? rowsIn(bead).find((one) => !taken.has(one) && !isConfirmed(one));
    row ??= newRow();
    taken.add(row);
    for (const side of LANGS) for (const id of bead[side]) result[side].set(id, row);
  }
  return result;
}
