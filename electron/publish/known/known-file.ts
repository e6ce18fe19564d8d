/**
 * What the files of stories followed from, kept on this machine for the next process: with it, only what changed since
 * is worked out again. A cache: gone, damaged or of another program, it costs time alone.
 */
import { hash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { isDiskError } from "../../disk/disk-error.ts";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "../../disk/private-modes.ts";

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
/** What a process that was killed leaves behind is nobody's after an hour. */
const HOUR = 3_600_000;

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

/** What the disk refuses is as if it weren't there. */
async function orNothing<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (isDiskError(error)) return null;
    throw error;
  }
}

/** Leaves the newest, and what another process may be writing now. */
async function prune(folder: string): Promise<void> {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => ({ name, at: (await stat(path.join(folder, name))).mtimeMs })),
  );
  const kept = files.filter(({ name }) => name.endsWith(".json")).sort((a, b) => b.at - a.at);
  const left = files.filter(({ name, at }) => !name.endsWith(".json") && Date.now() - at > HOUR);
  for (const { name } of [...kept.slice(MOST), ...left])
    await rm(path.join(folder, name), { recursive: true, force: true });
}

/** In a folder that need not be there. */
export const knownFile = (folder: string): KnownFile => ({
  read: (stamp) =>
    orNothing(async () => {
      const bytes = await readFile(path.join(folder, nameOf(stamp)));
      // Its first line says what the rest is, so that what was torn or changed is not believed.
      const end = bytes.indexOf(0x0a);
      const rest = bytes.subarray(end + 1);
      if (end < 0 || bytes.toString("latin1", 0, end) !== hash("sha256", rest, "hex")) return null;
      const kept = Kept.safeParse(JSON.parse(rest.toString("utf8")));
      return kept.success && kept.data.stamp === stamp ? kept.data.stories : null;
    }).catch((error: unknown) => {
      if (error instanceof SyntaxError) return null;
      throw error;
    }),
  async keep(stamp, stories) {
    const rest = JSON.stringify({ format: FORMAT, stamp, stories });
    const kept = await orNothing(async () => {
      await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
      const temporary = path.join(folder, randomBytes(8).toString("hex"));
      await writeFile(temporary, `${hash("sha256", rest, "hex")}\n${rest}`, { mode: PRIVATE_FILE });
      await rename(temporary, path.join(folder, nameOf(stamp)));
      await prune(folder);
      return true;
    });
    return kept === true;
  },
});
