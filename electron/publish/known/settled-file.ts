/**
 * Stories as a plan had them that stood with nothing to be done, kept on this machine: the next plan asks the library
 * only for what changed since. A cache: gone, damaged or of another program, it costs time alone.
 */
import { createHash, hash } from "node:crypto";
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
  /** Puts others in their place; of fewer than `least` nothing is kept. They are taken one by one. */
  keep(stories: Iterable<Settled>, least?: number): Promise<void>;
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

/** Bytes that lie together. */
const TOGETHER = 1 << 20;

/** Many small pieces in few large ones: each by itself would take its room twice. */
function gathered() {
  const full: Uint8Array[] = [];
  let room = Buffer.alloc(0);
  let filled = 0;
  const take = () => {
    if (filled > 0) full.push(room.subarray(0, filled));
    filled = 0;
  };
  return {
    add(piece: Uint8Array): void {
      if (filled + piece.length > room.length) {
        take();
        room = Buffer.allocUnsafeSlow(Math.max(TOGETHER, piece.length));
      }
      room.set(piece, filled);
      filled += piece.length;
    },
    all(): readonly Uint8Array[] {
      take();
      return full;
    },
  };
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
    async keep(stories, least = 0) {
      const kept: SettledWords[] = [];
      const lengths: number[] = [];
      const together = gathered();
      for (const { words, facts } of stories) {
        kept.push(words);
        lengths.push(facts.length);
        together.add(facts);
      }
      if (kept.length < least) return;
      const rest = [
        Buffer.from(`${JSON.stringify({ format: FORMAT, key, stories: kept, lengths })}\n`),
        ...together.all(),
      ];
      const seal = createHash("sha256");
      for (const part of rest) seal.update(part);
      await orNothing(async () => {
        await placeKept(folder, NAME, [`${seal.digest("hex")}\n`, ...rest]);
        await pruneKept(folder, NAME, 1);
      });
    },
  };
}
