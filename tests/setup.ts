/** Runs in every test file before its tests. */
import fc from "fast-check";
import { afterEach, expect } from "vitest";
import { endOfTest } from "./e2e/complaints.ts";
import { heavyRuns, SEED } from "./random.ts";

// A hundred tries is what fast-check makes of itself.
fc.configureGlobal({ seed: SEED, numRuns: heavyRuns(100) });

afterEach(async () => {
  const words = "the test's pages complained (what belongs to the test: allowComplaints)";
  expect(await endOfTest(), words).toEqual([]);
});
