/** The two columns' blocks beside each other: who stands in which track, and which row is lit. */
import type { Lang } from "../../../../shared/article/article.ts";
import { otherLang } from "../../../../shared/article/stages.ts";
import { type Place, type PlacedBlock, type Tracks, tracksOf } from "../../../../shared/rows/tracks.ts";
import { createStore, type Store } from "../../../base/store.ts";

/** Lao stands left, English right. */
export const SIDE: Readonly<Record<Lang, "left" | "right">> = { lo: "left", en: "right" };

export interface Pairing {
  readonly tracks: Store<Tracks>;
  readonly litRow: Store<string | null>;
  /** Where this side's blocks stand if they are `sequence` and the other side is as it is. */
  placesWith(lang: Lang, sequence: readonly PlacedBlock[]): ReadonlyMap<string, Place>;
  attach(lang: Lang, sequence: readonly PlacedBlock[], follow: () => void): void;
  changed(lang: Lang, sequence: readonly PlacedBlock[]): void;
  detach(lang: Lang): void;
  /** Lights a row on both sides. */
  light(row: string | null): void;
  /** Has both sides draw their decorations anew. */
  redraw(): void;
}

const isSame = (a: readonly PlacedBlock[], b: readonly PlacedBlock[]): boolean =>
  a === b ||
  (a.length === b.length && a.every((block, index) => block.id === b[index]?.id && block.row === b[index]?.row));

export function createPairing(initial: Readonly<Record<Lang, readonly PlacedBlock[]>>): Pairing {
  const sequences: Record<Lang, readonly PlacedBlock[]> = { ...initial };
  const follow: Record<Lang, (() => void) | null> = { lo: null, en: null };
  const tracks = createStore<Tracks>(tracksOf(sequences.lo, sequences.en));
  const litRow = createStore<string | null>(null);
  const set = (lang: Lang, sequence: readonly PlacedBlock[]) => {
    const before = sequences[lang];
    sequences[lang] = sequence;
    if (isSame(before, sequence)) return false;
    tracks.set(tracksOf(sequences.lo, sequences.en));
    return true;
  };
  return {
    tracks,
    litRow,
    placesWith(lang, sequence) {
      if (isSame(sequences[lang], sequence)) return tracks.get()[SIDE[lang]];
      const both = { ...sequences, [lang]: sequence };
      return tracksOf(both.lo, both.en)[SIDE[lang]];
    },
    attach(lang, sequence, onChange) {
      follow[lang] = onChange;
      set(lang, sequence);
    },
    changed(lang, sequence) {
      if (set(lang, sequence)) follow[otherLang(lang)]?.();
    },
    detach(lang) {
      follow[lang] = null;
    },
    light(row) {
      if (litRow.get() !== row) litRow.set(row);
    },
    redraw() {
      follow.lo?.();
      follow.en?.();
    },
  };
}
