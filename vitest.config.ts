import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // What takes long and serves many tests is done once, before they run side by side.
    globalSetup: ["tests/prepare-run.ts"],
    // Most of a test here is waiting: for a process, a database, a browser.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
