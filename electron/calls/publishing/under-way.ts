/** A publication under way: how far it is is told, and it can be given up until its pages are put in place. */
import { setImmediate as breathe } from "node:timers/promises";
import { PUBLISH_TASKS } from "../../../shared/contract.ts";
import { type DeskError, deskError, type Result, refuse } from "../../../shared/errors.ts";
import type { SiteBuild } from "../../publish/build-site.ts";
import { areStanding } from "../../publish/write/site-file.ts";
import type { Needs } from "../room.ts";

/**
 * `photos`: those of new pages are made ready; `pages`: so many stories of all have their pages; `placing`:
 * what was made goes to where readers find it, which nothing stops any more.
 */
export type PublishStep =
  | { readonly kind: "photos" | "placing" }
  | { readonly kind: "pages"; readonly done: number; readonly total: number };

export interface UnderWay {
  /** Aborted, the publication is given up with `publish-cancelled`, and nothing of it is to be seen. */
  readonly signal?: AbortSignal | undefined;
  readonly step?: ((step: PublishStep) => void) | undefined;
}

/** What ends a publication while its files are made: nothing of it is in place then. */
export class CutShort extends Error {
  readonly problem: DeskError;
  constructor(problem: DeskError) {
    super(problem.message);
    this.problem = problem;
  }
}

const CANCELLED = "publish-cancelled";

/** The refusal of one that was given up. */
export const givenUp = ({ signal }: UnderWay): Extract<Result<never>, { ok: false }> | null =>
  signal?.aborted ? refuse(CANCELLED) : null;

/** How often is told how far it is, and whoever else asks the desk is let in, in milliseconds. */
const OFTEN = 100;
const AT_ONCE = 15;

/**
 * The files of a build on their way to their place. Throws `CutShort` where the publication is given up, or where
 * `lost` names a problem once the last file was made: what is written aside then stays there.
 */
export async function* watched(
  files: SiteBuild["files"],
  stories: () => number,
  { signal, step }: UnderWay,
  lost: () => DeskError | null = () => null,
): SiteBuild["files"] {
  const seen = new Set<string>();
  let [told, breathed] = [performance.now(), performance.now()];
  const look = (now: number) => {
    if (signal?.aborted) throw new CutShort(deskError(CANCELLED));
    if (seen.size > 0 && now - told > OFTEN) {
      told = now;
      step?.({ kind: "pages", done: seen.size, total: Math.max(seen.size, stories()) });
    }
  };
  step?.({ kind: "photos" });
  for await (const file of files) {
    const now = performance.now();
    if (now - breathed > AT_ONCE) {
      await breathe();
      breathed = performance.now();
    }
    look(now);
    if (areStanding(file)) {
      for (const { story } of file.together) if (story !== null) seen.add(story);
    } else if (file.story !== undefined) seen.add(file.story);
    yield file;
  }
  const problem = lost();
  if (problem) throw new CutShort(problem);
  // One who gives it up while the last file is made is heard, too.
  await breathe();
  look(performance.now());
  step?.({ kind: "placing" });
}

export interface Publications {
  /** Works on one; it can be given up meanwhile. */
  run<T>(work: (underWay: UnderWay) => Promise<T>): Promise<T>;
  /** Gives up those under way, and those that wait for them. */
  cancel(): void;
}

/** The publications of a desk. */
export function publicationsUnderWay(progress: Needs["progress"]): Publications {
  const running = new Set<AbortController>();
  const step = (now: PublishStep): void =>
    now.kind === "pages" ? progress(PUBLISH_TASKS.pages)(now.done, now.total) : progress(PUBLISH_TASKS[now.kind])(0, 0);
  return {
    async run(work) {
      const one = new AbortController();
      running.add(one);
      try {
        return await work({ signal: one.signal, step });
      } finally {
        running.delete(one);
      }
    },
    cancel() {
      for (const one of running) one.abort();
    },
  };
}
