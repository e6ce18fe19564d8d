/**
 * Stories as a plan had them that stood with nothing to be done, kept on this machine: the next plan asks the library
 * only for what changed since. A cache: gone, damaged or of another program, it costs time alone.
 */
import { z } from "zod";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import { keptAWhile } from "../../disk/kept-a-while.ts";
import { SettledStory, type SettledWords } from "../plan/settled/settled-story.ts";
import { markKept, orNothing, placeKept, pruneKept, readKept } from "./kept-files.ts";
import { SettledColumns, settledIn } from "./settled-columns.ts";

/** A story with its facts as JSON. */
export interface Settled {
  readonly words: SettledWords;
  readonly facts: Uint8Array;
}

export interface SettledFile {
  /** By id; null where none is kept. */
  read(): Promise<ReadonlyMap<string, SettledStory> | null>;
  /** Puts others in their place; of fewer than `least` nothing is kept. They are taken one by one. */
  keep(stories: Iterable<Settled>, least?: number): Promise<void>;
}

const FORMAT = 3;

const areNumbers = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === "number");

/** What is sealed by its hash was written here; this says only that it is of this form. */
const Head = z.object({
  format: z.literal(FORMAT),
  key: z.string(),
  /** Bytes of each column, and of the facts of each story. */
  columns: z.custom<readonly number[]>(areNumbers),
  facts: z.custom<readonly number[]>(areNumbers),
});

/** Read once while it is in use, for as long as its file stands as it was read (`markKept`). */
const last = keptAWhile<{
  readonly mark: string;
  readonly key: string;
  readonly stories: ReadonlyMap<string, SettledStory>;
}>();

const NAME = "stories.kept";

function storiesIn(
  { columns, facts: lengths }: z.infer<typeof Head>,
  zone: string,
  bytes: Buffer,
): ReadonlyMap<string, SettledStory> | null {
  const ofFacts = lengths.reduce((sum, length) => sum + length, 0);
  const wordsAt = settledIn(bytes.subarray(ofFacts), columns, lengths.length);
  if (!wordsAt) return null;
  const stories = new Map<string, SettledStory>();
  let from = 0;
  for (const [at, length] of lengths.entries()) {
    const begin = from;
    from += length;
    const read = () => JSON.parse(bytes.toString("utf8", begin, begin + length)) as StoryFacts;
    const words = wordsAt(at);
    stories.set(words[0], new SettledStory(words, zone, read));
  }
  return stories;
}

/** Bytes that go to the disk together. */
const TOGETHER = 1 << 20;

/** Where the head begins, in so many digits. */
const PLACE = 12;

/** The facts of all, what is known of each, and where all that lies; `count` hears of each. */
function* parts(key: string, stories: Iterable<Settled>, count: () => void): Generator<string | Uint8Array> {
  const kept = new SettledColumns();
  const lengths: number[] = [];
  let [waiting, size, end]: [Uint8Array[], number, number] = [[], 0, 0];
  for (const { words, facts } of stories) {
    if (!kept.add(words)) continue;
    count();
    lengths.push(facts.length);
    waiting.push(facts);
    size += facts.length;
    end += facts.length;
    if (size < TOGETHER) continue;
    yield Buffer.concat(waiting, size);
    [waiting, size] = [[], 0];
  }
  yield Buffer.concat(waiting, size);
  const columns = kept.bytes();
  yield* columns;
  for (const { length } of columns) end += length;
  yield JSON.stringify({ format: FORMAT, key, columns: columns.map(({ length }) => length), facts: lengths });
  yield String(end).padStart(PLACE, "0");
}

/** In a folder that need not be there. `zone`, `program`: what a plan follows from beside the stories. */
export function settledFile(folder: string, zone: string, program: string): SettledFile {
  const key = JSON.stringify([zone, program]);
  return {
    read: () =>
      orNothing(async () => {
        const mark = await markKept(folder, NAME);
        const before = last.get();
        if (before?.mark === mark && before.key === key) {
          last.put(before);
          return before.stories;
        }
        const bytes = await readKept(folder, NAME);
        if (!bytes) return null;
        const place = bytes.length - PLACE;
        const end = Number(bytes.toString("latin1", place));
        const head = Head.safeParse(JSON.parse(bytes.toString("utf8", end, place)));
        if (!head.success || head.data.key !== key) return null;
        const stories = storiesIn(head.data, zone, bytes.subarray(0, end));
        if (stories) last.put({ mark, key, stories });
        return stories;
      }),
    async keep(stories, least = 0) {
      let kept = 0;
      const all = parts(key, stories, () => {
        kept += 1;
      });
      await orNothing(async () => {
        await placeKept(folder, NAME, all, () => kept >= least);
        await pruneKept(folder, NAME, 1);
      });
    },
  };
}
