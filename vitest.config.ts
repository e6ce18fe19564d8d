import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What drives a browser takes longest and begins first, so that no long file is left for the end alone. */
class BrowsersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const drives = ({ moduleId }: TestSpecification) => moduleId.includes("/tests/e2e/");
    return [...sorted.filter(drives), ...sorted.filter((file) => !drives(file))];
  }
}

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    setupFiles: ["tests/setup.ts"],
    // What a browser shows is waited for; a busy machine may take its time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
    pool: "forks",
    sequence: { sequencer: BrowsersFirst },
  },
});
