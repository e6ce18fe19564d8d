/**
 * What the files of stories followed from, kept on this machine for the next process: with it, only what changed since
 * is worked out again. A cache: gone, damaged or of another program, it costs time alone.
 */
import { hash } from "node:crypto";
import { z } from "zod";
import { Columns, isLine, linesIn } from "./columns.ts";
import { orNothing, placeKept, pruneKept, readKept } from "./kept-files.ts";

/** A language that is out: its `factsDigest`, its date, its category, its tags. */
export type KeptVersion = readonly [
  digest: string,
  publishedAt: string,
  category: string | null,
  tags: readonly string[],
];

/**
 * A story that is out. `word`: its `standingWord`. `pictures`, `shown`, `from`, `stand`: as `knownStories` has them; an
 * empty `from` says that its files are to be gone through. `versions`: its languages as JSON (`versionsIn`), which is
 * asked for of few.
 */
export type KeptStory = readonly [
  id: string,
  word: string,
  pictures: string,
  shown: string,
  from: string,
  stand: string,
  versions: string,
];
const WIDTH = 7;

type KeptVersions = readonly [lo: KeptVersion | null, en: KeptVersion | null];

export const versionsAs = (...versions: KeptVersions): string => JSON.stringify(versions);
export const versionsIn = (text: string): KeptVersions => JSON.parse(text) as KeptVersions;

export interface KnownFile {
  /** What was kept under a stamp (`stampOf`); null where nothing was, or it can't be read. */
  read(stamp: string): Promise<readonly KeptStory[] | null>;
  /** Whether it could be kept. */
  keep(stamp: string, stories: readonly KeptStory[]): Promise<boolean>;
}

const FORMAT = 2;
/** Stamps that are kept: a desk has a site, and a look at it from another address or with other settings. */
const MOST = 3;
const ENDING = ".kept";

/** What is sealed by its hash was written here; this says only that it is of this form. */
const Head = z.object({
  format: z.literal(FORMAT),
  stamp: z.string(),
  count: z.number(),
  /** Bytes of each column. */
  columns: z.array(z.number()).length(WIDTH),
});

const nameOf = (stamp: string): string => `${hash("sha256", stamp, "hex").slice(0, 40)}${ENDING}`;

/** A line that says what follows it, and the columns. */
function* parts(stamp: string, stories: readonly KeptStory[]): Generator<string | Uint8Array> {
  const kept = new Columns(WIDTH);
  let count = 0;
  for (const story of stories) {
    if (!story.every(isLine)) continue;
    kept.add(story);
    count += 1;
  }
  const columns = kept.bytes();
  yield `${JSON.stringify({ format: FORMAT, stamp, count, columns: columns.map(({ length }) => length) })}\n`;
  yield* columns;
}

/** In a folder that need not be there. */
export const knownFile = (folder: string): KnownFile => ({
  read: (stamp) =>
    orNothing(async () => {
      const file = await readKept(folder, nameOf(stamp));
      const end = file?.indexOf("\n") ?? -1;
      if (!file || end < 0) return null;
      const head = Head.safeParse(JSON.parse(file.toString("utf8", 0, end))).data;
      if (head?.stamp !== stamp) return null;
      const columns = linesIn(file.subarray(end + 1), head.columns, head.count);
      const text = (column: number, at: number) => columns?.[column]?.[at] ?? "";
      const storyAt = (_: unknown, at: number): KeptStory => [
        text(0, at),
        text(1, at),
        text(2, at),
        text(3, at),
        text(4, at),
        text(5, at),
        text(6, at),
      ];
      return columns && Array.from({ length: head.count }, storyAt);
    }),
  async keep(stamp, stories) {
    const kept = await orNothing(async () => {
      await placeKept(folder, nameOf(stamp), parts(stamp, stories));
      await pruneKept(folder, ENDING, MOST);
      return true;
    });
    return kept === true;
  },
});
