/** `npm run bench -- library`: the library at several sizes, beside what others take for the same. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { newsNames, storyMaker } from "./articles.ts";
import type { Bench } from "./bench.ts";
import type { Measured } from "./library-measures.ts";
import { createTable, grow, mebibytes, run, setPeople, times } from "./library-runs.ts";
import { isBusy, median, milliseconds } from "./machine.ts";
import type { Place } from "./measured-desk.ts";

const SIZES = [100, 1000, 10_000, 50_000];
const MINI_SEARCH_AT = 10_000;
/** Above this, one file of lowdb is not tried: its JSON is longer than a string may be. */
const ONE_FILE_UP_TO = 10_000;
/** Names of the desk, and the largest library that is built with them beside. */
const [NAMES, NAMED_UP_TO] = [200, 10_000];
const OPENINGS = 7;
const ROUNDS = 3;
/** How often the index is built: the shorter it takes, the more it varies. */
const rebuildings = (size: number): number => (size > 10_000 ? 1 : size > 1000 ? ROUNDS : 9);

export const benchLibrary: Bench = async ({ sizes, print }) => {
  const busy = isBusy();
  if (busy) print("The machine is busy with other work: figures are taken with their ratios.");
  const root = mkdtempSync(path.join(tmpdir(), "songphasa-bench-"));
  const placeAt = (name: string): Place => ({
    library: path.join(root, name, "library"),
    home: path.join(root, name, "home"),
    aside: path.join(root, name, "aside"),
  });
  const table = createTable(print);
  const make = storyMaker();
  try {
    const wanted = [...(sizes ?? SIZES)].sort((a, b) => a - b);
    const largest = wanted.at(-1) ?? 0;
    const growing = placeAt("growing");
    let grown = 0;
    for (const size of wanted) {
      const isLargest = size === largest;
      const average = await grow(growing, grown, size, make);
      print(`${size.toLocaleString("en")} stories, the new ones of ${(average / 1024).toFixed(1)} KB`);
      grown = size;

      const rounds = [];
      // In turn, because the machine's pace changes; the one whose ratio is the median is shown.
      for (let round = 0; round < rebuildings(size); round += 1) {
        const raw = await run("rawInserts", growing);
        const built = await run("rebuilding", growing);
        const took = built.whole - (await run("completing", growing)).whole;
        rounds.push({ raw, built, took, ratio: took / raw.took });
      }
      const middle = median(rounds.map(({ ratio }) => ratio));
      const { raw, built, took, ratio } =
        rounds.find((one) => one.ratio === middle) ?? (rounds[0] as (typeof rounds)[number]);
      table.add(
        "rebuilding the index",
        size,
        milliseconds(took),
        `${milliseconds(raw.took)} raw FTS5 inserts, ${times(ratio)}`,
        "≤ 3 ×",
        ratio <= 3,
      );
      if (size <= NAMED_UP_TO) {
        const tookNamed: number[] = [];
        const tookPlain: number[] = [];
        for (let round = 0; round < ROUNDS; round += 1)
          for (const [names, into] of [
            [newsNames(NAMES), tookNamed],
            [[], tookPlain],
          ] as const) {
            setPeople(growing, names);
            into.push((await run("rebuilding", growing)).whole - (await run("completing", growing)).whole);
          }
        const [named, plain] = [median(tookNamed), median(tookPlain)];
        table.add(
          `the same with ${NAMES} names of the desk`,
          size,
          milliseconds(named),
          `${milliseconds(plain)} without, ${times(named / plain)}`,
        );
      }
      const { longest, longestOwn } = await run("blocking", growing);
      const block = busy ? longestOwn : longest;
      table.add(
        "longest block of the main thread meanwhile",
        size,
        milliseconds(longest),
        `${milliseconds(longestOwn)} of its own time`,
        "< 50 ms",
        block < 50,
      );
      table.add(
        "opening without an index, first page",
        size,
        milliseconds(built.first),
        `${built.shownFirst} stories read by then`,
      );

      const asked = await run("asking", growing);
      const [listRatio, searchRatio] = [asked.list / asked.ownList, asked.search / asked.ownSearch];
      const listHolds = asked.list < 20 || (busy && listRatio < 10);
      const searchHolds = asked.search < 30 || (busy && searchRatio < 15);
      table.add(
        "a page of the list, p95",
        size,
        milliseconds(asked.list),
        `${milliseconds(asked.ownList)} SQLite's own, ${times(listRatio)}`,
        "< 20 ms",
        isLargest ? listHolds : null,
      );
      table.add(
        "a search of two words, p95",
        size,
        milliseconds(asked.search),
        `${milliseconds(asked.ownSearch)} FTS5 by rank, ${times(searchRatio)}`,
        "< 30 ms",
        isLargest ? searchHolds : null,
      );
      if (size === MINI_SEARCH_AT) {
        const mini = await run("miniSearch", growing);
        table.add(
          "MiniSearch on the same words",
          size,
          `${milliseconds(mini.search)} p95`,
          `built in ${milliseconds(mini.took)}, ${mebibytes(mini.used)}`,
        );
      }
      const held = await run("memory", growing);
      table.add(
        "memory of the Node side",
        size,
        mebibytes(held.rss),
        `${mebibytes(built.peak)} while the index is built`,
        "< 300 MB",
        isLargest ? held.rss < 300 * 2 ** 20 : null,
      );
      if (size <= ONE_FILE_UP_TO) {
        const one = await run("oneFile", growing);
        table.add("lowdb's single file, a save", size, one.took === null ? "gives up" : milliseconds(one.took), "");
      }
    }

    // Small libraries beside the large one, in turn, so that both meet the same machine.
    const small = placeAt("small");
    await grow(small, 0, Math.min(100, largest), make);
    const [many, few]: [Measured<"saving">[], Measured<"saving">[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      many.push(await run("saving", growing));
      few.push(await run("saving", small));
    }
    const middleOf = (of: typeof many, figure: keyof Measured<"saving">): number =>
      median(of.flatMap((one) => one[figure] ?? []));
    const atomic = middleOf(many, "atomic");
    for (const [what, figure, most] of [
      ["a save, p50", "plain", 2.5],
      ["a save with a history revision, p50", "withHistory", 4.5],
    ] as const) {
      const [took, least] = [middleOf(many, figure), middleOf(few, figure)];
      table.add(
        what,
        largest,
        milliseconds(took),
        `${milliseconds(atomic)} write-file-atomic, ${times(took / atomic)}`,
        `≤ ${most} ×`,
        took / atomic <= most,
      );
      table.add(
        `${what}, against 100 stories`,
        largest,
        times(took / least),
        `${milliseconds(least)} there`,
        "≤ 1.3 ×",
        took / least <= 1.3,
      );
    }
    table.add("SQLite, a row (WAL, FULL), p50", largest, milliseconds(middleOf(many, "row")), "");

    if (largest > 1000) {
      const thousand = placeAt("thousand");
      await grow(thousand, 0, 1000, make);
      await run("rebuilding", thousand);
      const opened: Record<"few" | "many", number[]> = { few: [], many: [] };
      for (let round = 0; round < OPENINGS; round += 1) {
        opened.few.push((await run("opening", thousand)).took);
        opened.many.push((await run("opening", growing)).took);
      }
      const [some, all] = [median(opened.few), median(opened.many)];
      table.add(
        "opening with an index, first page",
        largest,
        milliseconds(all),
        `${milliseconds(some)} at 1,000, ${times(all / some)}`,
        "< 1.5 ×",
        all / some < 1.5,
      );
    }
    return table.finish();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};
