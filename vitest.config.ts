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
    const turn = ({ moduleId, project }: TestSpecification) => {
      // Side by side, as a process goes on to the next file of its kind alone.
      if (project.name === "pure") return LONG.length + 1;
      const at = LONG.findIndex((folder) => moduleId.includes(folder));
      return at === -1 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((one, other) => turn(one) - turn(other));
  }
}

/** Where a process runs one file after the other, and loads what they share once: functions that keep nothing, and what drives a browser. */
const PURE = [
  "tests/shared/**/!(word-diff).test.ts",
  "tests/electron/exchange/**/*.test.ts",
  "tests/electron/publish/{outputs,lists,pages,plan,theme,known}/**/*.test.ts",
];

/** The files left out put a stand-in in the place of a module, and have a process of their own. */
const BROWSER = ["tests/e2e/!(paste).test.ts"];

export default defineConfig({
  test: {
    setupFiles: ["tests/setup.ts"],
    // What a browser shows is waited for; a busy machine may take its time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    pool: "forks",
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: "whole", include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"], exclude: [...PURE, ...BROWSER] },
      },
      { extends: true, test: { name: "pure", include: PURE, isolate: false } },
      { extends: true, test: { name: "browser", include: BROWSER, isolate: false } },
    ],
  },
});
