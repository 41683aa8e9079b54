import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Learns once from the content, before the files that talk to the whole bot run side by side.
    globalSetup: ["tests/learn-once.ts"],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
