import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A busy machine opens a story in seconds, and is no failure.
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2,
    pool: "forks",
  },
});
