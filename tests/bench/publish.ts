/** `npm run bench -- publish`: a preview beside opening its story, and publications, at several sizes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { storyMaker } from "./articles.ts";
import type { Bench } from "./bench.ts";
import { createTable, grow, mebibytes, run, times } from "./library-runs.ts";
import { isBusy, milliseconds } from "./machine.ts";
import type { Place } from "./measured-desk.ts";

const SIZES = [100, 1000, 10_000];
/** Milliseconds that a preview may take, whatever the library's size. */
const PREVIEW_MS = 150;

export const benchPublish: Bench = async ({ sizes, print }) => {
  const busy = isBusy();
  if (busy) print("The machine is busy with other work: figures are taken with their ratios.");
  const root = mkdtempSync(path.join(tmpdir(), "songphasa-bench-"));
  const table = createTable(print);
  const make = storyMaker();
  try {
    for (const size of [...(sizes ?? SIZES)].sort((a, b) => a - b)) {
      const at = path.join(root, String(size));
      const place: Place = {
        library: path.join(at, "library"),
        home: path.join(at, "home"),
        aside: path.join(at, "aside"),
      };
      await grow(place, 0, size, make);
      const { opening, preview, first } = await run("previewing", place);
      const ratio = preview / opening;
      table.add(
        "a preview, p50",
        size,
        milliseconds(preview),
        `${milliseconds(opening)} opening its story, ${times(ratio)}; the first ${milliseconds(first)}`,
        `< ${PREVIEW_MS} ms`,
        preview < PREVIEW_MS || (busy && ratio < 10),
      );
      const { all, again, one, outs, peak } = await run("publication", place);
      table.add("publishing all", size, milliseconds(all), `${outs} stories, ${mebibytes(peak)}`);
      table.add("the same with nothing changed", size, milliseconds(again), `${times(again / all)}`);
      table.add("publishing one story that changed", size, milliseconds(one), `${times(one / all)}`);
      rmSync(at, { recursive: true, force: true });
    }
    return table.finish();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};
