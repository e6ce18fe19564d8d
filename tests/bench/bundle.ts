/** `npm run bench -- bundle`: bundles beside the publication itself, whole and of one headline, at several sizes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Bench } from "./bench.ts";
import { createTable, grow, mebibytes, run, times } from "./library-runs.ts";
import { isBusy, milliseconds } from "./machine.ts";
import type { Place } from "./measured-desk.ts";
import { readyStories } from "./publish.ts";

const SIZES = [1000, 10_000];
/** What a bundle of one headline may have, however many stories there are: a bad line carries it. */
const ONE_BYTES = 300_000;
/** What it may take of the processor time of the whole. */
const ONE_PART = 0.15;
/** What the whole may take beside the same site into an empty folder. */
const BESIDE_SITE = 2;
/** What ten times the stories may hold in memory. */
const MEMORY = 1.6;
/** Milliseconds of processor time for a hundred photographs that were encoded before. */
const PHOTOS_MS = 500;

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000).toLocaleString("en")} kB`;

export const benchBundle: Bench = async ({ sizes, print }) => {
  const busy = isBusy();
  if (busy) print("The machine is busy with other work: figures are taken with their ratios.");
  const root = mkdtempSync(path.join(tmpdir(), "songphasa-bench-"));
  const table = createTable(print);
  const make = readyStories();
  const placeAt = (name: string): Place => {
    const at = path.join(root, name);
    return { library: path.join(at, "library"), home: path.join(at, "home"), aside: path.join(at, "aside") };
  };
  let peakBefore: number | null = null;
  try {
    for (const size of [...(sizes ?? SIZES)].sort((a, b) => a - b)) {
      const place = placeAt(String(size));
      await grow(place, 0, size, make);
      await run("firstPublication", place);
      const { whole, peak, site, one, onePeak, ...bundles } = await run("bundling", place);
      table.add("the site into an empty folder", size, milliseconds(site), "");
      table.add(
        "a whole bundle",
        size,
        milliseconds(whole),
        `${times(whole / site)} the site; ${kilobytes(bundles.size)}, ${bundles.files} files`,
        `≤ ${times(BESIDE_SITE)}`,
        whole <= BESIDE_SITE * site,
      );
      table.add(
        "a bundle of one headline",
        size,
        milliseconds(one),
        `${((100 * one) / whole).toFixed(1)} % of the whole; ${kilobytes(bundles.oneSize)}`,
        `≤ ${100 * ONE_PART} %, < ${kilobytes(ONE_BYTES)}`,
        bundles.oneSize < ONE_BYTES && (size < 10_000 || one <= ONE_PART * whole),
      );
      table.add(
        "memory of the whole",
        size,
        mebibytes(peak),
        `${peakBefore === null ? "" : `${times(peak / peakBefore)} that of the size before; `}${mebibytes(onePeak)} with all three`,
        peakBefore === null ? "" : `≤ ${times(MEMORY)}`,
        peakBefore === null ? null : peak <= MEMORY * peakBefore,
      );
      peakBefore = peak;
      const alone = await run("pagesAlone", place);
      table.add("making the pages alone", size, mebibytes(alone), `${mebibytes(peak - alone)} less than the bundle`);
      rmSync(path.dirname(place.library), { recursive: true, force: true });
    }
    const { first, again, size } = await run("photographs", placeAt("photographs"));
    table.add(
      "100 photos again",
      100,
      milliseconds(again),
      `${milliseconds(first)} with their encoding; ${kilobytes(size)}`,
      `< ${PHOTOS_MS} ms`,
      again < PHOTOS_MS || (busy && again < first / 20),
    );
    return table.finish();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};
