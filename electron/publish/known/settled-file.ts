/**
 * Stories as a plan had them that stood with nothing to be done, kept on this machine: the next plan asks the library
 * only for what changed since. A cache: gone, damaged or of another program, it costs time alone.
 */
import { z } from "zod";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import { keptAWhile } from "../../disk/kept-a-while.ts";
import { SettledStory, type SettledWords } from "../plan/settled/settled-story.ts";
import { markKept, orNothing, placeKept, pruneKept, readKept } from "./kept-files.ts";

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

const FORMAT = 2;

/** What is sealed by its hash was written here; this says only that it is of this form. */
const Head = z.object({
  format: z.literal(FORMAT),
  key: z.string(),
  stories: z.custom<readonly SettledWords[]>(
    (value) => Array.isArray(value) && value.every((one) => Array.isArray(one) && one.length === 9),
  ),
  lengths: z.custom<readonly number[]>(
    (value) => Array.isArray(value) && value.every((one) => typeof one === "number"),
  ),
});

/** Read once while it is in use, for as long as its file stands as it was read (`markKept`). */
const last = keptAWhile<{
  readonly mark: string;
  readonly key: string;
  readonly stories: ReadonlyMap<string, SettledStory>;
}>();

const NAME = "stories.kept";

function storiesIn(head: z.infer<typeof Head>, zone: string, facts: Buffer): ReadonlyMap<string, SettledStory> | null {
  const stories = new Map<string, SettledStory>();
  let from = 0;
  for (const [at, words] of head.stories.entries()) {
    const [begin, end] = [from, from + (head.lengths[at] ?? 0)];
    const read = () => JSON.parse(facts.toString("utf8", begin, end)) as StoryFacts;
    stories.set(words[0], new SettledStory(words, zone, read));
    from = end;
  }
  return from === facts.length ? stories : null;
}

/** Bytes that go to the disk together. */
const TOGETHER = 1 << 20;

/** Where the facts end, in so many digits. */
const PLACE = 12;

/** The facts of all, what is known of each, and where that begins; `count` hears of each. */
function* parts(key: string, stories: Iterable<Settled>, count: () => void): Generator<string | Uint8Array> {
  const kept: SettledWords[] = [];
  const lengths: number[] = [];
  let [waiting, size, end]: [Uint8Array[], number, number] = [[], 0, 0];
  for (const { words, facts } of stories) {
    count();
    kept.push(words);
    lengths.push(facts.length);
    waiting.push(facts);
    size += facts.length;
    end += facts.length;
    if (size < TOGETHER) continue;
    yield Buffer.concat(waiting, size);
    [waiting, size] = [[], 0];
  }
  yield Buffer.concat(waiting, size);
  yield JSON.stringify({ format: FORMAT, key, stories: kept, lengths });
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
