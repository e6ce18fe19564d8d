import { expect, test } from "vitest";
import { heavyRuns, SEED } from "../random.ts";
import { killAndLook } from "./kill-and-look.ts";

test("desks killed in the middle of their saving lose no acknowledged word and tear no file", async () => {
  const report = await killAndLook({ kills: heavyRuns(6), seed: SEED });
  expect(report.broken).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(40);
  expect(report.revisions).toBeGreaterThan(0);
}, 300_000);
