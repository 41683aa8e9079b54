import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callControl } from "../../src/server/control-call.ts";
import { type AHouse, openControlOf, openHouse } from "../officers/tickets/filed-tickets.ts";

let house: AHouse;
let close: () => Promise<void>;

beforeAll(async () => {
  house = await openHouse();
  await house.file(1, "lời kín của người dân");
  const control = await openControlOf(house, () => 0);
  close = () => control.close();
});
afterAll(async () => {
  await close();
  await house.close();
});

const ask = async (question: string, asked: unknown) => {
  const answer = await callControl(house.dataDir, "POST", `/tickets/${question}`, asked);
  return { status: answer?.status, said: answer?.body.toString("utf8") ?? "" };
};

describe("the desk behind the socket", () => {
  it.each([
    ["list", { filter: { office: 5 }, limit: 10, offset: 0 }],
    ["list", { filter: {}, limit: 1e9, offset: 0 }],
    ["list", { filter: { "1=1": "--" }, limit: 10, offset: 0 }],
    ["make-batch", { filter: {} }],
    ["make-batch", { filter: {}, actor: "" }],
    ["entries", { batch: 1.5, afterId: 0, limit: 1 }],
    ["apply", { changes: [{ code: "khong-phai-ma", from: "received", to: "closed" }], actor: "a" }],
    ["apply", { changes: [{ code: "K7RM-4XTA-9HCE", from: "received", to: "lost" }], actor: "a" }],
    ["erase", { person: { citizen: { channel: "sms", id: "1" } }, actor: "a" }],
    ["audit-append", { actor: "a", action: "deleted-all", subject: "", detail: {} }],
    ["reseal", { things: "all", actor: "a" }],
    ["recipients", []],
  ])("refuses %s with %j, and names only the place", async (question, asked) => {
    const { status, said } = await ask(question, asked);
    expect(status).toBe(400);
    expect(JSON.parse(said)).toMatchObject({ error: "ZodError", at: expect.any(Array) });
  });

  it("does not repeat the words that it refuses", async () => {
    const words = "a".repeat(20_001);
    const changes = [{ code: "lời kín", from: "received", to: "answered", words }];
    expect((await ask("apply", { changes, actor: "a" })).said).not.toMatch(/lời kín|aaaa/u);
  });

  it("answers no question that it does not know", async () => {
    expect((await ask("open-everything", {})).status).toBe(404);
  });

  it("changed nothing by all that", async () => {
    const lines = await house.desk.audit.lines(0, 100);
    expect(lines.map(({ action }) => action)).toEqual(["filed"]);
  });
});
