/** Comparing two texts word by word: how long the window stands still, beside the library's own call on the same words. */
import { diffArrays } from "diff";
import { wordDiffSteps } from "../../shared/text/word-diff.ts";
import { piecesOf } from "../../shared/text/words.ts";
import type { Bench } from "./bench.ts";
import { median, milliseconds, tableOf } from "./machine.ts";

/** No frame may wait longer for it. */
const LONGEST_MS = 50;
/** When the plain call is given up. */
const PATIENCE_MS = 20_000;
const ROUNDS = 5;

const SENTENCES = [
  "ລະດັບນ້ຳຂອງທີ່ຫຼວງພະບາງເພີ່ມຂຶ້ນສອງແມັດໃນມື້ນີ້. ",
  "Families near the bank were told to move on Monday. ",
  "ປະຊາຊົນໄດ້ຍ້າຍອອກຈາກເຂດນ້ຳຖ້ວມ ແລະ ໂຮງຮຽນປິດ. ",
];
const text = (words: number, change: (sentence: string, index: number) => string): string =>
  Array.from({ length: words / 10 }, (_, index) => change(`${index}: ${SENTENCES[index % 3]}`, index)).join("");

interface Changed {
  readonly name: string;
  readonly change: (sentence: string, index: number) => string;
}
const CHANGES: readonly Changed[] = [
  {
    name: "1 sentence in 20",
    change: (sentence, index) => (index % 20 === 0 ? sentence.replace(": ", ": ໃໝ່ ") : sentence),
  },
  { name: "every sentence", change: (sentence) => sentence.replace(": ", ": ໃໝ່ ") },
];

/** The longest step, and all of them. */
function stepwise(before: string, after: string): { longest: number; all: number; coarse: boolean } {
  let [longest, all] = [0, 0];
  const steps = wordDiffSteps(before, after);
  for (;;) {
    const from = performance.now();
    const step = steps.next();
    const took = performance.now() - from;
    longest = Math.max(longest, took);
    all += took;
    if (step.done) return { longest, all, coarse: step.value.coarse };
  }
}

function plain(before: string, after: string): string {
  const from = performance.now();
  const done = diffArrays(piecesOf(before), piecesOf(after), { timeout: PATIENCE_MS });
  return done ? milliseconds(performance.now() - from) : `over ${milliseconds(PATIENCE_MS)}`;
}

export const diff: Bench = async ({ sizes, print }) => {
  const rows: string[][] = [["words", "changed", "longest block", "all of it", "plain diff, one block"]];
  let holds = true;
  for (const words of sizes ?? [1000, 8000, 20_000])
    for (const { name, change } of CHANGES) {
      const [before, after] = [text(words, (sentence) => sentence), text(words, change)];
      stepwise(before, after);
      const runs = Array.from({ length: ROUNDS }, () => stepwise(before, after));
      const longest = median(runs.map((run) => run.longest));
      if (longest > LONGEST_MS) holds = false;
      const shown = runs[0]?.coarse ? " (sentences)" : "";
      rows.push([
        String(words),
        name,
        milliseconds(longest),
        milliseconds(median(runs.map((run) => run.all))) + shown,
        plain(before, after),
      ]);
    }
  for (const line of tableOf(rows)) print(line);
  print(`No block is longer than ${LONGEST_MS} ms${holds ? "." : ": missed."}`);
  return holds;
};
