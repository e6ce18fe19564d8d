/** The same done to several stories, one after the other: what went, what didn't and why, and the way back. */
import type { Summary } from "../../../shared/contract.ts";
import { type DeskError, done, type Result } from "../../../shared/errors.ts";

/** Puts one story back; refused where somebody changed it since. */
export type Undo = () => Promise<Result<unknown>>;

/** What is asked of each story. */
export interface StoryChange {
  /** Null: it was so already. */
  run(story: Summary): Promise<Result<Undo | null>>;
  /** The story as the list will tell of it, once it is done. */
  after?(story: Summary): Summary;
}

export interface Undone {
  readonly story: Summary;
  /** `cancelled`: somebody gave up before its turn came. */
  readonly error: DeskError | "cancelled";
}

export interface Outcome {
  /** It was done to these, with the way back; to those that were so already there was nothing to do. */
  readonly went: readonly { readonly story: Summary; readonly undo: Undo | null }[];
  readonly stayed: readonly Undone[];
}

interface Following {
  /** Told before each story. */
  progress(done: number): void;
  isCancelled(): boolean;
}

export async function changeEach(
  stories: readonly Summary[],
  change: StoryChange,
  { progress, isCancelled }: Following,
): Promise<Outcome> {
  const went: { story: Summary; undo: Undo | null }[] = [];
  const stayed: Undone[] = [];
  for (const [index, story] of stories.entries()) {
    progress(index);
    if (isCancelled()) {
      stayed.push(...stories.slice(index).map((one) => ({ story: one, error: "cancelled" as const })));
      break;
    }
    const answer = await change.run(story);
    if (answer.ok) went.push({ story, undo: answer.value });
    else stayed.push({ story, error: answer.error });
  }
  return { went, stayed };
}

/** The way back, as a change of those that went; what is done twice has none of its own. */
export function undoing({ went }: Outcome): { readonly stories: readonly Summary[]; readonly change: StoryChange } {
  const ways = new Map(went.flatMap(({ story, undo }) => (undo ? [[story.id, { story, undo }] as const] : [])));
  return {
    stories: [...ways.values()].map(({ story }) => story),
    change: {
      async run({ id }) {
        const back = await (ways.get(id)?.undo() ?? done(null));
        return back.ok ? done(null) : back;
      },
    },
  };
}
