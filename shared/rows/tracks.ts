/**
 * Which grid track each block stands in, so that paired blocks start level by CSS alone. Rows are
 * levelled along the longest run that stands in the same order on both sides; a pair that crosses
 * it stays paired and isn't levelled.
 */
export interface PlacedBlock {
  readonly id: string;
  readonly row: string;
}

/** Tracks count from 0; the caller adds what stands above the bodies. */
export interface Place {
  readonly start: number;
  readonly span: number;
}

export interface GridRow {
  readonly row: string;
  readonly start: number;
  readonly span: number;
  /** Which sides have a block of the row in these tracks. */
  readonly left: boolean;
  readonly right: boolean;
  /** The pair stands in another order on the other side, so it isn't levelled. */
  readonly crossed: boolean;
}

export interface Tracks {
  readonly total: number;
  readonly left: ReadonlyMap<string, Place>;
  readonly right: ReadonlyMap<string, Place>;
  readonly rows: readonly GridRow[];
}

interface Run {
  readonly row: string;
  readonly ids: readonly string[];
}

/** Neighbouring blocks of one row together. A row met again later (never in our own texts) is a run of its own. */
function runsOf(blocks: readonly PlacedBlock[]): Run[] {
  const runs: { row: string; ids: string[] }[] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (last && last.row === block.row) last.ids.push(block.id);
    else runs.push({ row: block.row, ids: [block.id] });
  }
  return runs;
}

/** The longest increasing subsequence of distinct numbers, by patience sorting; n log n. */
export function longestIncreasing(numbers: readonly number[]): number[] {
  const tails: number[] = [];
  const before: number[] = [];
  numbers.forEach((value, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  });
  const run: number[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) run.push(index);
  return run.reverse();
}

function place(ids: readonly string[], start: number, tracks: number, into: Map<string, Place>): void {
  ids.forEach((id, index) => {
    const last = index === ids.length - 1;
    into.set(id, { start: start + index, span: last ? tracks - index : 1 });
  });
}

export function tracksOf(leftBlocks: readonly PlacedBlock[], rightBlocks: readonly PlacedBlock[]): Tracks {
  const leftRuns = runsOf(leftBlocks);
  const rightRuns = runsOf(rightBlocks);
  const rightIndex = new Map(rightRuns.map((run, index) => [run.row, index]));
  const shared = leftRuns.flatMap((run, index) => {
    const other = rightIndex.get(run.row);
    return other === undefined ? [] : [{ index, other }];
  });
  const level = longestIncreasing(shared.map((pair) => pair.other)).flatMap((at) => shared[at] ?? []);
  const inLeft = new Set(leftRuns.map((run) => run.row));

  const left = new Map<string, Place>();
  const right = new Map<string, Place>();
  const rows: GridRow[] = [];
  let track = 0;

  const alone = (run: Run, side: "left" | "right"): void => {
    const crossed = side === "left" ? rightIndex.has(run.row) : inLeft.has(run.row);
    place(run.ids, track, run.ids.length, side === "left" ? left : right);
    rows.push({
      row: run.row,
      start: track,
      span: run.ids.length,
      left: side === "left",
      right: side === "right",
      crossed,
    });
    track += run.ids.length;
  };

  let nextLeft = 0;
  let nextRight = 0;
  for (const pair of [...level, { index: leftRuns.length, other: rightRuns.length }]) {
    for (; nextLeft < pair.index; nextLeft += 1) {
      const run = leftRuns[nextLeft];
      if (run) alone(run, "left");
    }
    for (; nextRight < pair.other; nextRight += 1) {
      const run = rightRuns[nextRight];
      if (run) alone(run, "right");
    }
    const leftRun = leftRuns[pair.index];
    const rightRun = rightRuns[pair.other];
    if (leftRun && rightRun) {
      const span = Math.max(leftRun.ids.length, rightRun.ids.length);
      place(leftRun.ids, track, span, left);
      place(rightRun.ids, track, span, right);
      rows.push({ row: leftRun.row, start: track, span, left: true, right: true, crossed: false });
      track += span;
    }
    nextLeft = pair.index + 1;
    nextRight = pair.other + 1;
  }
  return { total: track, left, right, rows };
}
