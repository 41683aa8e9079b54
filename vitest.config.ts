import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Learns once from the content, before the files that talk to the whole bot run side by side.
    globalSetup: ["tests/learn-once.ts"],
    // Most of a test here is waiting: for a process, a database, a browser.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
