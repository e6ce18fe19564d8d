import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    setupFiles: ["tests/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What a browser shows is waited for; a busy machine may take its time.
    expect: { poll: { timeout: 15_000 } },
    pool: "forks",
  },
});
