/** What changed between two texts, worked out once a change, between the frames: never while something is drawn. */
import { useEffect, useState } from "react";
import type { TextDiff } from "../../../shared/text/word-diff.ts";

type Steps = Generator<undefined, TextDiff>;

interface Job {
  readonly steps: Steps;
  readonly done: (diff: TextDiff) => void;
}

/** How long one turn of work lasts before the window may draw, in milliseconds; a step begun is finished. */
const TURN_MS = 8;
const jobs = new Set<Job>();
let isWorking = false;

function work(): void {
  const until = performance.now() + TURN_MS;
  for (const job of jobs) {
    let step = job.steps.next();
    while (!step.done && performance.now() < until) step = job.steps.next();
    if (step.done) {
      jobs.delete(job);
      job.done(step.value);
    }
    if (performance.now() >= until) break;
  }
  isWorking = jobs.size > 0;
  if (isWorking) setTimeout(work);
}

/** In the order in which they are asked for; the answer takes a question back. */
function ask(job: Job): () => void {
  jobs.add(job);
  if (!isWorking) {
    isWorking = true;
    setTimeout(work);
  }
  return () => void jobs.delete(job);
}

interface Known {
  readonly before: string;
  readonly after: string;
  readonly diff: TextDiff;
}

/** The diff of two texts; null until it is known. `steps` is one of word-diff.ts's, and the same at each call. */
export function useDiff(
  before: string,
  after: string,
  steps: (before: string, after: string) => Steps,
): TextDiff | null {
  const [known, setKnown] = useState<Known | null>(null);
  useEffect(
    () => ask({ steps: steps(before, after), done: (diff) => setKnown({ before, after, diff }) }),
    [before, after, steps],
  );
  return known?.before === before && known.after === after ? known.diff : null;
}
