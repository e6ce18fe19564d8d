import { expect, test } from "vitest";
import { realClock, syncSchedule, WAITS } from "../../../electron/sync/in-step/schedule.ts";
import { watchForWaking } from "../../../electron/sync/in-step/waking.ts";
import { setClock } from "./set-clock.ts";

/** A schedule whose runs take no time and end as `answers` says; when each began, in seconds from the start. */
function scheduled(first: number = WAITS.wake, random = 0.5) {
  const clock = setClock(random);
  const start = clock.now();
  const runs: number[] = [];
  const hub = { answers: true };
  const schedule = syncSchedule(clock, first, () => {
    runs.push((clock.now() - start) / 1000);
    schedule.begins().end(hub.answers);
  });
  return { clock, runs, hub, schedule };
}

test("an idle desk asks its hub at most twice a minute, whatever the dice say", () => {
  for (const random of [0, 0.5, 1]) {
    const { clock, runs } = scheduled(WAITS.wake, random);
    clock.pass(10 * 60_000);
    const most = Math.max(...runs.map((from) => runs.filter((at) => at >= from && at < from + 60).length));
    expect(most).toBeLessThanOrEqual(2);
    expect(runs.length).toBeGreaterThanOrEqual(10);
  }
});

test("desks that came back together don't ask together again", () => {
  const early = scheduled(0, 0.1);
  const late = scheduled(0, 0.9);
  for (const { clock } of [early, late]) clock.pass(60_000);
  expect(early.runs[0]).toBe(late.runs[0]);
  expect(early.runs[1]).not.toBe(late.runs[1]);
});

test("a save goes once it has rested, and one that is followed by others waits for them, but not for ever", () => {
  const { clock, runs, schedule } = scheduled(0);
  clock.pass(1000);
  schedule.changed();
  clock.pass(WAITS.rest - 1);
  expect(runs).toEqual([0]);
  clock.pass(1);
  expect(runs).toEqual([0, 6]);
  const writing = scheduled(0);
  writing.clock.pass(0);
  // Somebody who never stops: the desk asks all the same, as it does when idle.
  for (let second = 0; second < 120; second += 1) {
    writing.schedule.changed();
    writing.clock.pass(1000);
  }
  expect(writing.runs).toEqual([0, 40, 80, 120]);
});

test("a hub that doesn't answer is asked less and less often, and never more because somebody writes", () => {
  const { clock, runs, hub, schedule } = scheduled(0);
  hub.answers = false;
  for (let minute = 0; minute < 60; minute += 1) {
    schedule.changed();
    clock.pass(60_000);
  }
  expect(runs.slice(0, 6)).toEqual([0, 30, 90, 210, 450, 930]);
  expect(runs.at(-1)).toBeLessThan(3600);
  const gaps = runs.slice(1).map((at, index) => at - (runs[index] ?? 0));
  expect(Math.max(...gaps)).toBe(WAITS.longest / 1000);
  hub.answers = true;
  clock.pass(WAITS.longest);
  const before = runs.length;
  clock.pass(60_000);
  expect(runs.length).toBeGreaterThan(before);
});

test("a clock that is set back while a hub doesn't answer keeps nobody waiting until it has come so far again", () => {
  const { clock, runs, hub, schedule } = scheduled(0);
  hub.answers = false;
  clock.pass(1000);
  clock.setBack(10 * 24 * 3_600_000);
  hub.answers = true;
  schedule.changed();
  const before = runs.length;
  clock.pass(WAITS.longest * 1.25);
  expect(runs.length).toBeGreaterThan(before);
});

test("a wait that is longer than any timer, as a clock gives that was set years back, is not over at once", async () => {
  let isOver = false;
  const takeBack = realClock.after(10 * 365 * 24 * 3_600_000, () => {
    isOver = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  takeBack();
  expect(isOver).toBe(false);
});

test("as the machine wakes or the line comes back, what was refused is asked soon", () => {
  const { clock, runs, hub, schedule } = scheduled(0);
  hub.answers = false;
  clock.pass(1000_000);
  hub.answers = true;
  const before = runs.length;
  schedule.woke();
  clock.pass(WAITS.wake * 1.25);
  expect(runs.length).toBe(before + 1);
});

test("while a run is under way none is begun beside it, and what was saved meanwhile goes after it", () => {
  const clock = setClock();
  let asked = 0;
  const schedule = syncSchedule(clock, 0, () => {
    asked += 1;
  });
  const long = schedule.begins();
  schedule.changed();
  schedule.woke();
  clock.pass(10 * 60_000);
  expect(asked).toBe(0);
  long.end(true);
  clock.pass(0);
  expect(asked).toBe(1);
  schedule.stop();
  clock.pass(10 * 60_000);
  expect(asked).toBe(1);
});

test("a machine that slept, and one whose line changed, is seen to have; one that is only slow is not", () => {
  const clock = setClock();
  let line = "10.0.0.7";
  let woken = 0;
  const stop = watchForWaking(
    clock,
    () => {
      woken += 1;
    },
    () => line,
  );
  clock.pass(60_000);
  clock.sleep(12_000);
  expect(woken).toBe(0);
  clock.sleep(3_600_000);
  expect(woken).toBe(1);
  line = "";
  clock.pass(10_000);
  expect(woken).toBe(1);
  line = "192.168.1.4";
  clock.pass(10_000);
  expect(woken).toBe(2);
  stop();
  clock.sleep(3_600_000);
  expect(woken).toBe(2);
});
