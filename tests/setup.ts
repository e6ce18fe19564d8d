/** Runs in every test file before its tests. */
import { afterEach, expect } from "vitest";
import { endOfTest } from "./e2e/complaints.ts";

afterEach(async () => {
  const words = "the test's pages complained (what belongs to the test: allowComplaints)";
  expect(await endOfTest(), words).toEqual([]);
});
