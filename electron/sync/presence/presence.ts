/**
 * Who has which story open: a hint between desks, never a lock. This desk's word goes when a story was opened or closed;
 * those of others are believed for an hour from when they changed, by this desk's own clock.
 */
import { instantNow } from "../../../shared/text/dates.ts";
import type { Sharer } from "../hub.ts";
import type { Clock } from "../in-step/schedule.ts";
import type { Signs } from "../remote.ts";
import { SyncError } from "../sync-error.ts";
import { type DeskWord, readWord, wordText } from "./desk-word.ts";
import { openWindows, type WindowsSaid } from "./open-windows.ts";

/** In milliseconds: how long a word is believed, how soon one is said again beside what is sent, and after a refusal. */
const BELIEVED = 60 * 60_000;
const AGAIN = 10 * 60_000;

/** A story that is open at another desk. */
export interface OpenElsewhere {
  readonly story: string;
  /** The desk's id, and how it is called. */
  readonly desk: string;
  readonly deskName: string;
  readonly by: string;
  readonly person: string | null;
  /** When it was last heard that it is. */
  readonly heard: string;
}

export interface Presence {
  /** A window of this desk has a story open, or none any more. */
  opened(window: string, story: string | null): void;
  elsewhere(): OpenElsewhere[];
  /** Nothing is to be said, and there are no other marks than those that were heard; null: that isn't known. */
  isInStep(marks: ReadonlyMap<string, string> | null): boolean;
  /** Hears of the others and says what is to be said. `isWorking`: this run sent something, so the desk lives. */
  exchange(signs: Signs, isWorking: boolean): Promise<void>;
  /** A word of this desk that tells of stories may stand at the hub. */
  stands(): boolean;
  /** Says that nothing is open here any more, where something else may stand at the hub. Throws `SyncError`. */
  takeBack(signs: Pick<Signs, "say">): Promise<void>;
  close(): void;
}

export interface PresenceParts {
  readonly clock: Clock;
  /** What the windows said before, of a library that is opened anew: they say it again once a minute alone. */
  readonly windows?: WindowsSaid;
  sharer(): Pick<Sharer, "desk" | "by" | "person" | "deskName">;
  /** What this desk has to say is another thing now. */
  toSay(): void;
  /** Who is elsewhere is another thing now. */
  changed(): void;
}

interface Heard {
  readonly mark: string;
  readonly word: DeskWord | null;
  /** When it last changed, as far as this desk knows; null where that may be long ago. */
  readonly at: number | null;
}

export function keepPresence({ clock, windows: said, sharer, toSay, changed }: PresenceParts): Presence {
  const windows = openWindows(clock, toSay, said);
  let heard: ReadonlyMap<string, Heard> = new Map();
  /** When the others were heard last. */
  let asked: number | null = null;
  let refused: { readonly word: string; readonly at: number } | null = null;
  let told = "[]";
  let stands = false;
  let unplan: () => void = () => undefined;

  const isBelieved = (at: number | null): at is number => at !== null && Math.abs(clock.now() - at) < BELIEVED;
  const elsewhere = (): OpenElsewhere[] =>
    [...heard].flatMap(([desk, { word, at }]) =>
      word === null || !isBelieved(at) || desk === sharer().desk
        ? []
        : word.stories.map((story) => {
            const { by, person, deskName } = word;
            return { story, desk, deskName, by, person, heard: instantNow(() => at) };
          }),
    );
  /** Tells who is elsewhere now, and again once the next of them is no longer believed. */
  const tell = (): void => {
    unplan();
    const ends = [...heard.values()].flatMap(({ at }) => (isBelieved(at) ? [at + BELIEVED - clock.now()] : []));
    if (ends.length > 0) unplan = clock.after(Math.max(0, Math.min(...ends)) + 1, tell);
    const now = JSON.stringify(elsewhere());
    if (now === told) return;
    told = now;
    changed();
  };

  const seconds = () => Math.floor(clock.now() / 1000);
  const mine = (): DeskWord => {
    const { by, person = null, deskName = "" } = sharer();
    const at = instantNow(clock.now);
    return { format: 1, at, by, person, deskName, stories: [...windows.stories()] };
  };
  /** All of a word but its time. */
  const saying = (word: DeskWord | null): string =>
    word === null || word.stories.length === 0
      ? ""
      : JSON.stringify([word.by, word.person, word.deskName, word.stories]);
  const hasToSay = (isWorking: boolean): boolean => {
    const said = heard.get(sharer().desk);
    const now = clock.now();
    const word = saying(mine());
    if (word === saying(said?.word ?? null))
      return word !== "" && isWorking && Math.abs(now - (said?.at ?? 0)) >= AGAIN;
    return refused?.word !== word || Math.abs(now - refused.at) >= AGAIN;
  };

  /** When a desk's word changed: by its own clock where that can be, and surely after it was heard before. */
  const changedAt = (word: DeskWord | null): number | null => {
    const now = clock.now();
    const says = word === null ? null : Date.parse(word.at);
    const first = asked === null || asked > now ? null : asked;
    if (says === null || Math.abs(now - says) >= BELIEVED) return first;
    return Math.max(Math.min(says, now), first ?? 0);
  };

  return {
    opened: windows.opened,
    elsewhere,
    isInStep(marks) {
      if (asked === null || marks === null || hasToSay(false) || marks.size !== heard.size) return false;
      return [...marks].every(([desk, mark]) => heard.get(desk)?.mark === mark);
    },
    async exchange(signs, isWorking) {
      try {
        const known = new Map([...heard].map(([desk, { mark }]) => [desk, mark]));
        const now = new Map<string, Heard>();
        for (const [desk, { mark, word: text }] of await signs.hear(known)) {
          const before = heard.get(desk);
          const word = text === null ? null : readWord(text);
          now.set(desk, before?.mark === mark ? before : { mark, word, at: changedAt(word) });
        }
        [heard, asked] = [now, clock.now()];
        stands = (heard.get(sharer().desk)?.word?.stories.length ?? 0) > 0;
        if (!hasToSay(isWorking)) return;
        const word = mine();
        // One whose answer was lost may be there.
        stands ||= word.stories.length > 0;
        try {
          const mark = await signs.say(wordText(word), seconds());
          stands = word.stories.length > 0;
          heard = new Map([...heard, [sharer().desk, { mark, word, at: clock.now() }]]);
          refused = null;
        } catch (error) {
          refused = { word: saying(word), at: clock.now() };
          throw error;
        }
      } catch (error) {
        // It is a hint: where a hub doesn't carry it, words go all the same, and what stands in their way is told.
        if (!(error instanceof SyncError)) throw error;
      } finally {
        tell();
      }
    },
    stands: () => stands,
    async takeBack(signs) {
      if (!stands) return;
      await signs.say(wordText({ ...mine(), stories: [] }), seconds());
      stands = false;
    },
    close() {
      windows.close();
      unplan();
    },
  };
}
