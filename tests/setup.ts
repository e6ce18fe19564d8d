/** Runs in every test file before its tests. */
import fc from "fast-check";
import { afterEach, expect } from "vitest";
import { endOfTest } from "./e2e/complaints.ts";
import { SEED } from "./random.ts";

fc.configureGlobal({ seed: SEED });

afterEach(async () => {
  const words = "the test's pages complained (what belongs to the test: allowComplaints)";
  expect(await endOfTest(), words).toEqual([]);
});
