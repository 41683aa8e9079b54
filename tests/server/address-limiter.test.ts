import { describe, expect, it } from "vitest";
import { createAddressLimiter } from "../../src/server/index.ts";

const countTaken = async (takes: () => Promise<boolean>, times: number) => {
  let taken = 0;
  for (let at = 0; at < times; at += 1) if (await takes()) taken += 1;
  return taken;
};

describe("an address", () => {
  it("may bring far fewer files than messages, and holds up no other address", async () => {
    const limiter = createAddressLimiter(1_000);
    expect(await countTaken(() => limiter.takesFile("1.1.1.1"), 100)).toBe(60);
    expect(await countTaken(() => limiter.takes("1.1.1.1"), 100)).toBe(100);
    expect(await limiter.takesFile("2.2.2.2")).toBe(true);
  });
});
