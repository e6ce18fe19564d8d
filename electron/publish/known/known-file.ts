/**
 * What the files of stories followed from, kept on this machine for the next process: with it, only what changed since
 * is worked out again. A cache: gone, damaged or of another program, it costs time alone.
 */
import { hash } from "node:crypto";
import { z } from "zod";
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
 * empty `from` says that its files are to be gone through.
 */
export type KeptStory = readonly [
  id: string,
  word: string,
  pictures: string,
  shown: string,
  from: string,
  stand: string,
  lo: KeptVersion | null,
  en: KeptVersion | null,
];

export interface KnownFile {
  /** What was kept under a stamp (`stampOf`); null where nothing was, or it can't be read. */
  read(stamp: string): Promise<readonly KeptStory[] | null>;
  /** Whether it could be kept. */
  keep(stamp: string, stories: readonly KeptStory[]): Promise<boolean>;
}

const FORMAT = 1;
/** Stamps that are kept: a desk has a site, and a look at it from another address or with other settings. */
const MOST = 3;
const isText = (value: unknown): value is string => typeof value === "string";

const isVersion = (value: unknown): boolean => {
  if (value === null) return true;
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [digest, publishedAt, category, tags]: unknown[] = value;
  const areTags = Array.isArray(tags) && tags.every(isText);
  return isText(digest) && isText(publishedAt) && (category === null || isText(category)) && areTags;
};

/** There are many, and a plain look at them takes a tenth of a schema's time. */
const isStory = (value: unknown): value is KeptStory =>
  Array.isArray(value) && value.length === 8 && value.slice(0, 6).every(isText) && value.slice(6).every(isVersion);

const Kept = z.object({
  format: z.literal(FORMAT),
  stamp: z.string(),
  stories: z.custom<readonly KeptStory[]>((value) => Array.isArray(value) && value.every(isStory)),
});

const nameOf = (stamp: string): string => `${hash("sha256", stamp, "hex").slice(0, 40)}.json`;

/** Stories that are made into text at once. */
const TOGETHER = 500;

/** As one JSON value, in pieces. */
function* jsonOf(stamp: string, stories: readonly KeptStory[]): Generator<string> {
  yield `{"format":${FORMAT},"stamp":${JSON.stringify(stamp)},"stories":[`;
  for (let at = 0; at < stories.length; at += TOGETHER)
    yield (at === 0 ? "" : ",") + JSON.stringify(stories.slice(at, at + TOGETHER)).slice(1, -1);
  yield "]}";
}

/** In a folder that need not be there. */
export const knownFile = (folder: string): KnownFile => ({
  read: (stamp) =>
    orNothing(async () => {
      const file = await readKept(folder, nameOf(stamp));
      const kept = Kept.safeParse(file && JSON.parse(file.toString("utf8")));
      return kept.success && kept.data.stamp === stamp ? kept.data.stories : null;
    }),
  async keep(stamp, stories) {
    const kept = await orNothing(async () => {
      await placeKept(folder, nameOf(stamp), jsonOf(stamp, stories));
      await pruneKept(folder, ".json", MOST);
      return true;
    });
    return kept === true;
  },
});
