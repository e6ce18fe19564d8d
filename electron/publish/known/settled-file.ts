/**
 * Stories as a plan had them that stood with nothing to be done, kept on this machine: the next plan asks the library
 * only for what changed since. A cache: gone, damaged or of another program, it costs time alone.
 */
import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import { keptAWhile } from "../../disk/kept-a-while.ts";
import { SettledStory, type SettledWords } from "../plan/settled/settled-story.ts";
import { orNothing, placeKept, pruneKept } from "./kept-files.ts";

/** A story with its facts as JSON. */
export interface Settled {
  readonly words: SettledWords;
  readonly facts: Uint8Array;
}

export interface SettledFile {
  /** By id; null where none is kept. */
  read(): Promise<ReadonlyMap<string, SettledStory> | null>;
  /** Puts others in their place. */
  keep(stories: readonly Settled[]): Promise<void>;
}

const FORMAT = 1;

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

/** Read once while it is in use, by its file's seal. */
const last = keptAWhile<{
  readonly seal: string;
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

/** In a folder that need not be there. `zone`, `program`: what a plan follows from beside the stories. */
export function settledFile(folder: string, zone: string, program: string): SettledFile {
  const key = JSON.stringify([zone, program]);
  return {
    read: () =>
      orNothing(async () => {
        const bytes = await readFile(path.join(folder, NAME));
        // Its first line says what the rest is, its second one what is known of each story.
        const end = bytes.indexOf(0x0a);
        const second = bytes.indexOf(0x0a, end + 1);
        if (end < 0 || second < 0) return null;
        const seal = bytes.toString("latin1", 0, end);
        if (seal !== hash("sha256", bytes.subarray(end + 1), "hex")) return null;
        const before = last.get();
        if (before?.seal === seal && before.key === key) return before.stories;
        const head = Head.safeParse(JSON.parse(bytes.toString("utf8", end + 1, second)));
        if (!head.success || head.data.key !== key) return null;
        const stories = storiesIn(head.data, zone, bytes.subarray(second + 1));
        if (stories) last.put({ seal, key, stories });
        return stories;
      }),
    async keep(stories) {
      const lengths = stories.map(({ facts }) => facts.length);
      const head = JSON.stringify({ format: FORMAT, key, stories: stories.map(({ words }) => words), lengths });
      const rest = Buffer.concat([Buffer.from(`${head}\n`), ...stories.map(({ facts }) => facts)]);
      await orNothing(async () => {
        await placeKept(folder, NAME, [`${hash("sha256", rest, "hex")}\n`, rest]);
        await pruneKept(folder, NAME, 1);
      });
    },
  };
}
