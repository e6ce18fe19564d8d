/** In which order stories are read and stored: the desk's thread reads ahead in the order in which they are stored. */

/** Stories that are read together. */
const SIZE = 25;
/** Stories that are checked before the first page, all at once; of more, it waits for the newest. */
export const FEW = 500;
/**
 * Of more stories those in the first transaction, and at most in one; each has four times as many as the one
 * before. Rows rise in it, which full-text search writes at once, and the newest are there soon.
 */
const [FIRST, TOGETHER] = [50, 800];

/** Stories that are read together. */
export interface Batch<Story> {
  readonly few: readonly Story[];
  /** A transaction ends with it. */
  readonly isLast: boolean;
}

/** `stories`: the oldest first. */
export function batchesOf<Story>(stories: readonly Story[]): Batch<Story>[] {
  const batches: Batch<Story>[] = [];
  for (
    let end = stories.length, size = stories.length <= FEW ? FEW : FIRST;
    end > 0;
    end -= size, size = Math.min(4 * size, TOGETHER)
  )
    for (let from = Math.max(0, end - size); from < end; from += SIZE) {
      const to = Math.min(end, from + SIZE);
      batches.push({ few: stories.slice(from, to), isLast: to === end });
    }
  return batches;
}
