/** Long work of the window in turns, so that it answers keys and draws in between. */

/** Milliseconds of one turn: two frames. */
const TURN = 24;

/** Carries the steps out and answers what they come to. */
export async function inTurns<Result>(steps: Generator<void, Result>): Promise<Result> {
  let until = performance.now() + TURN;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve));
    until = performance.now() + TURN;
  }
}
