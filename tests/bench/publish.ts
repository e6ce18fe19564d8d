/** `npm run bench -- publish`: a preview beside opening its story, and publications beside Eleventy, at several sizes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { type MadeStory, storyMaker } from "./articles.ts";
import type { Bench } from "./bench.ts";
import { runEleventy, writeForEleventy } from "./eleventy.ts";
import { createTable, grow, mebibytes, run, times } from "./library-runs.ts";
import { isBusy, milliseconds } from "./machine.ts";
import type { Place } from "./measured-desk.ts";

const SIZES = [1000, 10_000];
/** Milliseconds that a preview may take, whatever the library's size. */
const PREVIEW_MS = 150;
/** What the whole may take in Eleventy's processor time: at up to a thousand stories, and above. */
const BESIDE_ELEVENTY = { small: 1.5, large: 0.75 };
/** Parts of the whole; they hold for many stories, where what each publication costs is little beside them. */
const PARTS = { again: 0.02, one: 0.03 };
const MANY = 10_000;
const MEMORY = { most: 300 * 2 ** 20, times: 1.3 };

/** Stories that are ready in two languages; of those that have one, or are in the trash, there are none. */
export function readyStories(): (index: number) => MadeStory {
  const make = storyMaker();
  const made: number[] = [];
  return (index) => {
    for (let next = (made.at(-1) ?? -1) + 1; made.length <= index; next += 1)
      if (make(next).article.versions.en) made.push(next);
    const { article } = make(made[index] ?? 0);
    const publishedAt = article.release.lo.publishedAt;
    const release = { lo: { stage: "ready", publishedAt }, en: { stage: "ready", publishedAt } } as const;
    const ready = { ...article, trashedAt: null, release };
    return { article: ready, json: canonicalJson(ready) };
  };
}

export const benchPublish: Bench = async ({ sizes, print }) => {
  const busy = isBusy();
  if (busy) print("The machine is busy with other work: figures are taken with their ratios.");
  const root = mkdtempSync(path.join(tmpdir(), "songphasa-bench-"));
  const table = createTable(print);
  const make = readyStories();
  let peakBefore: number | null = null;
  try {
    for (const size of [...(sizes ?? SIZES)].sort((a, b) => a - b)) {
      const at = path.join(root, String(size));
      const place: Place = {
        library: path.join(at, "library"),
        home: path.join(at, "home"),
        aside: path.join(at, "aside"),
      };
      await grow(place, 0, size, make);
      const { opening, preview, first, front, firstFront } = await run("previewing", place);
      const ratio = preview / opening;
      table.add(
        "a preview, p50",
        size,
        milliseconds(preview),
        `${milliseconds(opening)} opening its story, ${times(ratio)}; the first ${milliseconds(first)}`,
        `< ${PREVIEW_MS} ms`,
        preview < PREVIEW_MS || (busy && ratio < 10),
      );
      table.add(
        "a preview of the front, p50",
        size,
        milliseconds(front),
        `the first ${milliseconds(firstFront)}`,
        `< ${PREVIEW_MS} ms`,
        front < PREVIEW_MS,
      );
      for (let index = 0; index < size; index += 1) writeForEleventy(place.aside, make(index));
      const eleventy = await runEleventy(place.aside);
      table.add("Eleventy, bare pages", size, milliseconds(eleventy), `${2 * size} files`);
      const before = await run("firstPublication", place);
      table.add(
        "publishing all that is ready",
        size,
        milliseconds(before.first),
        `${times(before.first / eleventy)} Eleventy; history and notes with it; ${mebibytes(before.peak)}`,
      );
      const { whole, again, one, looked, files, pages, peak } = await run("publication", place);
      const most = size > 1000 ? BESIDE_ELEVENTY.large : BESIDE_ELEVENTY.small;
      table.add(
        "the whole site into an empty folder",
        size,
        milliseconds(whole),
        `${times(whole / eleventy)} Eleventy; ${pages} pages of ${files} files`,
        `≤ ${times(most)}`,
        whole <= most * eleventy,
      );
      const isMany = size >= MANY;
      const isLittle = (took: number, part: number) => (isMany ? took <= part * whole : null);
      const limit = (part: number) => (isMany ? `≤ ${(100 * part).toFixed(0)} %` : "");
      const share = (took: number) => `${((100 * took) / whole).toFixed(1)} % of the whole`;
      table.add(
        "nothing changed",
        size,
        milliseconds(again),
        share(again),
        limit(PARTS.again),
        isLittle(again, PARTS.again),
      );
      table.add(
        "one headline changed",
        size,
        milliseconds(one),
        share(one),
        limit(PARTS.one),
        isLittle(one, PARTS.one),
      );
      const session = await run("firstOfSession", place);
      table.add(
        "the same, the first of a session",
        size,
        milliseconds(session.one),
        `${share(session.one)}; its process from its start ${milliseconds(session.process)}, ${share(session.process)}`,
        limit(PARTS.one),
        isLittle(session.one, PARTS.one),
      );
      table.add(
        "nothing changed after a change",
        size,
        milliseconds(looked),
        `${share(looked)}; all is looked through`,
      );
      table.add(
        "memory of the whole",
        size,
        mebibytes(peak),
        peakBefore === null ? "" : `${times(peak / peakBefore)} that of the size before`,
        isMany ? `≤ ${mebibytes(MEMORY.most)}, ${times(MEMORY.times)}` : "",
        isMany ? peak <= MEMORY.most && (peakBefore === null || peak <= MEMORY.times * peakBefore) : null,
      );
      peakBefore = peak;
      rmSync(at, { recursive: true, force: true });
    }
    return table.finish();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};
