import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A page under load takes longer than the second that is usual.
    expect: { poll: { timeout: 15_000 } },
    maxWorkers: 2,
    pool: "forks",
  },
});
