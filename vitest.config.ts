import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A browser on a busy machine takes its time.
    expect: { poll: { timeout: 15_000 } },
    maxWorkers: 2,
    pool: "forks",
  },
});
