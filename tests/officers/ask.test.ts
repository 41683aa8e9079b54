/** `ask --jsonl` over a real process: what is asked in batches, good and bad. */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";

function ask(input: string | Buffer, ...flags: readonly string[]) {
  const run = spawnSync(process.execPath, ["dist/cli.js", "ask", ...flags], {
    input,
    maxBuffer: 64 * 1024 * 1024,
  });
  const lines = run.stdout.toString("utf8").split("\n").filter(Boolean);
  return { status: run.status, lines, errors: run.stderr.toString("utf8") };
}

const question = (id: string, text: string, session?: string) => JSON.stringify({ id, text, session });

describe("ask --jsonl", () => {
  it("answers line by line in the order asked, each with the fields of the contract", () => {
    const { status, lines } = ask(
      [question("q1", "đăng ký kết hôn cần giấy tờ gì"), question("q2", "hôm nay trời đẹp nhỉ")].join("\n"),
      "--jsonl",
    );
    expect(status).toBe(0);
    const [first, second] = lines.map((line) => JSON.parse(line));
    expect(first).toMatchObject({
      id: "q1",
      outcome: "answered",
      entry: "1.000894",
      facet: "required-documents",
    });
    expect(Object.keys(first).sort()).toEqual(
      ["buttons", "candidates", "entry", "facet", "id", "intent", "ms", "outcome", "text"].sort(),
    );
    expect(first.candidates[0]).toEqual({ entry: "1.000894", score: expect.any(Number) });
    expect(second).toMatchObject({ id: "q2", entry: null });
  });

  it("keeps lines of one session together and of others apart", () => {
    const { lines } = ask(
      [
        question("1", "đăng ký kết hôn", "a"),
        question("2", "đăng ký tạm trú", "b"),
        question("3", "phí bao nhiêu", "a"),
        question("4", "phí bao nhiêu", "b"),
      ].join("\n"),
      "--jsonl",
    );
    expect(lines.map((line) => JSON.parse(line).entry)).toEqual([
      "1.000894",
      "1.004194",
      "1.000894",
      "1.004194",
    ]);
  });

  it("says of each bad line what is wrong, goes on with the others, and exits with 1", () => {
    const bad = ["no json", "{}", '{"id":"x"}', '{"id":"y","text":7}', "[1,2]", "null"];
    const { status, lines, errors } = ask([...bad, question("last", "tách hộ cần gì")].join("\n"), "--jsonl");
    expect(status).toBe(1);
    expect(lines).toHaveLength(bad.length + 1);
    for (const line of lines.slice(0, bad.length)) expect(JSON.parse(line).error).toMatch(/^dòng \d+: /u);
    expect(JSON.parse(lines.at(-1) ?? "").entry).toBe("1.010038");
    expect(errors).toMatch(/6 dòng không đọc được/u);
  });

  it("meets empty, endless, emoji, broken and hostile texts politely", () => {
    const texts = [
      "",
      " ",
      "😀🎉",
      "a".repeat(100_000),
      "'; DROP TABLE users; --",
      "<img src=x onerror=alert(1)>",
      "\ud800",
      "constructor",
    ];
    const { status, lines } = ask(texts.map((text, at) => question(String(at), text)).join("\n"), "--jsonl");
    expect(status).toBe(0);
    expect(lines).toHaveLength(texts.length);
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ entry: null, text: expect.stringMatching(/\S/u) });
  });

  it("survives bytes that are no UTF-8", () => {
    const broken = Buffer.concat([
      Buffer.from('{"id":"1","text":"khai sinh '),
      Buffer.from([0xff, 0xfe, 0xc0]),
      Buffer.from('"}\n'),
    ]);
    const { status, lines } = ask(broken, "--jsonl");
    expect(status).toBe(0);
    expect(JSON.parse(lines[0] ?? "").id).toBe("1");
  });
});

describe("ask", () => {
  it("answers the question on the command line", () => {
    const { status, lines } = ask("", "đăng ký", "kết hôn", "cần", "gì");
    expect(status).toBe(0);
    expect(lines.join("\n")).toMatch(/Nguồn:/u);
  });

  it("without a question says how to ask, and exits with 2", () => {
    const { status, errors } = ask("");
    expect(status).toBe(2);
    expect(errors).toMatch(/Chưa có câu hỏi/u);
  });
});
