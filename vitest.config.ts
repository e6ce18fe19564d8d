import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest, the longest first: what drives a browser, then what starts many desks and kills them. */
const LONG = [
  "/tests/e2e/",
  "/tests/crash/",
  "/tests/electron/sync/",
  "/tests/electron/library/index/",
  "/tests/electron/packaging/",
  "/tests/electron/start/",
  "/tests/electron/whole/",
  "/tests/electron/desk/",
  "/tests/electron/calls/",
  "/tests/electron/publish/",
];

/** No long file is left for the end, where it would run alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const turn = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((folder) => moduleId.includes(folder));
      return at === -1 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((one, other) => turn(one) - turn(other));
  }
}

/** Tests of functions that keep nothing: one process runs many such files, and loads what they share once. */
const PURE = [
  "tests/shared/**/*.test.ts",
  "tests/electron/exchange/**/*.test.ts",
  "tests/electron/publish/{outputs,lists,pages,plan,theme,known}/**/*.test.ts",
];

export default defineConfig({
  test: {
    setupFiles: ["tests/setup.ts"],
    // What a browser shows is waited for; a busy machine may take its time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
    pool: "forks",
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: "whole", include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"], exclude: PURE },
      },
      { extends: true, test: { name: "pure", include: PURE, isolate: false } },
    ],
  },
});
