import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { type LoginDeps, loginToZalo, readPasted } from "../../../src/channels/zalo/login.ts";
import { challengeOf, createVerifier } from "../../../src/channels/zalo/oauth.ts";
import type { ZaloDouble, ZaloDoubleOptions } from "../../doubles/zalo-double.ts";
import { freePort } from "../../service/a-service.ts";
import { startZalo, ZALO_ACCOUNT } from "../../service/a-zalo.ts";
import { DAY, HOUR } from "./a-zalo-channel.ts";

let zalo: ZaloDouble;
let now = 0;
const start = async (options: Partial<ZaloDoubleOptions> = {}) => {
  now = Date.UTC(2026, 10, 22, 2);
  zalo = await startZalo({ now: () => now, ...options });
};
afterEach(() => zalo?.close());

const CALLBACK = "https://hoidap.example/zalo/callback";
const KEPT_VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/** An operator at the keyboard: what they answer to each question, and what they have read till then. */
async function logIn(
  answers: readonly ((printed: string) => string)[],
  more: Partial<LoginDeps & { appSecret: string; oauthBase: string; provesAppSecret: boolean }> = {},
) {
  const kept: Parameters<LoginDeps["keep"]>[] = [];
  let printed = "";
  let asked = 0;
  const result = await loginToZalo(
    {
      ...ZALO_ACCOUNT,
      appSecret: more.appSecret ?? ZALO_ACCOUNT.appSecret,
      apiBase: zalo.url,
      oauthBase: more.oauthBase ?? zalo.url,
      provesAppSecret: more.provesAppSecret ?? false,
    },
    {
      keep: async (...call) => {
        kept.push(call);
        return 7;
      },
      prompt: async () => {
        const answer = answers[asked];
        asked += 1;
        if (!answer) throw new Error("asked for more than was expected");
        return answer(printed);
      },
      print: (text) => {
        printed += `${text}\n`;
      },
      publicUrl: "https://hoidap.example",
      now: () => now,
      ...more,
    },
  );
  return { result, kept, printed, asked };
}

const enter = () => "";
const challengeIn = (printed: string) => /Code challenge:\s+(\S+)/u.exec(printed)?.[1] ?? "";
/** The operator does what is printed, and Zalo leads the browser back. */
const consent = (printed: string) => zalo.oauth.issueCode(challengeIn(printed));
const address = (printed: string) => `${CALLBACK}?oa_id=222&code=${consent(printed)}&state=x#top`;

describe("an operator who follows the steps", () => {
  it("connects the account: the pair is kept, and everything needed was shown", async () => {
    await start();
    const { result, kept, printed } = await logIn([enter, address]);
    expect(result).toEqual({ kind: "stored", generation: 7, oaName: "Hải Phòng 1022 (thử)" });
    expect(kept).toEqual([
      [
        "222",
        {
          accessToken: zalo.oauth.accessToken,
          refreshToken: zalo.oauth.refreshToken,
          accessExpiresAt: now + 25 * HOUR,
          refreshExpiresAt: now + 90 * DAY,
        },
      ],
    ]);
    expect(printed).toContain(CALLBACK);
    expect(printed).toContain("ID 1234567890");
    expect(printed).toContain("Đã kết nối với OA “Hải Phòng 1022 (thử)”");
    for (const secret of [zalo.oauth.accessToken, zalo.oauth.refreshToken, ZALO_ACCOUNT.appSecret])
      expect(printed).not.toContain(secret);
  });

  it.each<[string, (printed: string) => string]>([
    ["the code alone", consent],
    ["the address with the code last", (printed) => `${CALLBACK}?oa_id=222&code=${consent(printed)}#top`],
    ["the code with blanks around it", (printed) => `  ${consent(printed)} `],
    ["the address in quotes", (printed) => `"${address(printed)}"`],
    ["the part behind the question mark", (printed) => `code=${consent(printed)}&oa_id=222`],
  ])("may paste %s", async (_, paste) => {
    await start();
    expect((await logIn([enter, paste])).result).toMatchObject({ kind: "stored" });
  });

  it("may paste something else first", async () => {
    await start();
    const { result, printed } = await logIn([enter, () => "", () => CALLBACK, address]);
    expect(result).toMatchObject({ kind: "stored" });
    expect(printed.match(/Chưa thấy mã trong đó/gu)).toHaveLength(2);
  });

  it("may use the verifier of the last time, and need not change Zalo's page", async () => {
    await start();
    const { result, printed } = await logIn([() => ` ${KEPT_VERIFIER} `, address]);
    expect(result).toMatchObject({ kind: "stored" });
    expect(challengeIn(printed)).toBe("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    expect(printed).not.toContain(KEPT_VERIFIER);
  });

  it("is connected also where Zalo wants proofs of the app's secret", async () => {
    await start({ wantsAppSecretProof: true });
    const { result } = await logIn([enter, address], { provesAppSecret: true });
    expect(result).toMatchObject({ oaName: "Hải Phòng 1022 (thử)" });
  });

  it("is connected although Zalo does not tell the account's name: the code is spent by then", async () => {
    await start();
    zalo.failNext("oa", { kind: "http", status: 500 });
    const { result, kept, printed } = await logIn([enter, address]);
    expect(result).toEqual({ kind: "stored", generation: 7, oaName: undefined });
    expect(kept).toHaveLength(1);
    expect(printed).toContain("gửi thử một tin nhắn");
  });
});

describe("nothing is kept, and the operator hears what to do,", () => {
  const failing = async (
    words: RegExp,
    answers: readonly ((printed: string) => string)[],
    more: Parameters<typeof logIn>[1] = {},
  ) => {
    const { result, kept, printed, asked } = await logIn(answers, more);
    expect(result).toMatchObject({ kind: "failed", reason: expect.stringMatching(words) });
    expect(printed).toMatch(/Chưa kết nối được/u);
    expect(kept).toEqual([]);
    expect(asked).toBe(answers.length);
  };

  it("when the code is wrong", async () => {
    await start();
    await failing(/lỗi -14005.*một lần và hết hạn sau 10 phút/u, [enter, () => "not-a-code-of-Zalo"]);
  });

  it("when the code has expired", async () => {
    await start();
    const late = (printed: string) => {
      const code = consent(printed);
      now += 11 * 60_000;
      return code;
    };
    await failing(/hết hạn sau 10 phút/u, [enter, late]);
  });

  it("when the code was used before", async () => {
    await start();
    let code = "";
    await logIn([
      () => KEPT_VERIFIER,
      (printed) => {
        code = consent(printed);
        return code;
      },
    ]);
    await failing(/một lần/u, [() => KEPT_VERIFIER, () => code]);
  });

  it("when the consent was for another account, and its code stays unused", async () => {
    await start();
    const other = (printed: string) => address(printed).replace("oa_id=222", "oa_id=333");
    await failing(/OA 333.*ZALO_OA_ID là 222/u, [enter, other]);
    expect(zalo.calls("token")).toBe(0);
  });

  it("when the code alone turns out to be another account's", async () => {
    await start({ oaId: "333" });
    await failing(/thuộc OA 333.*Không lưu gì/u, [enter, consent]);
  });

  it("when the challenge on Zalo's page is another verifier's", async () => {
    await start();
    const stale = () => zalo.oauth.issueCode(challengeOf(createVerifier()));
    await failing(/-14003.*code challenge/u, [enter, stale]);
  });

  it.each(["ngắn", "x".repeat(42), "x".repeat(129), `${"x".repeat(50)} ${"x".repeat(50)}`])(
    "when what should be a verifier is none: %s",
    async (verifier) => {
      await start();
      await failing(/43 đến 128 ký tự/u, [() => verifier]);
    },
  );

  it("when nothing that was pasted holds a code", async () => {
    await start();
    await failing(/Không tìm thấy mã/u, [enter, enter, () => CALLBACK, () => "ờ"]);
    expect(zalo.calls("token")).toBe(0);
  });

  it("when the app's secret is wrong", async () => {
    await start();
    await failing(/-14004/u, [enter, address], { appSecret: "typed wrongly" });
  });

  it.each([
    ["has a fault", { kind: "http", status: 500 }, /Máy chủ Zalo đang lỗi \(500\)/u],
    ["knows no such address", { kind: "http", status: 404 }, /HTTP 404.*ZALO_APP_SECRET/u],
    ["says nothing", { kind: "hang", accepts: true }, /Không nối được/u],
    ["hangs up", { kind: "close", accepts: false }, /Không nối được/u],
    ["makes no sense", { kind: "garbage" }, /không đúng dạng/u],
    ["says that the app is off", { kind: "error", code: -14_002 }, /Đang hoạt động/u],
  ] as const)("when Zalo's login %s", async (_, fault, words) => {
    await start();
    zalo.failNext("token", fault);
    await failing(words, [enter, address], { timeoutMs: 60 });
  });

  it("when there is no way to Zalo", async () => {
    await start();
    const oauthBase = `http://127.0.0.1:${await freePort()}`;
    await failing(/Không nối được.*ZALO_OAUTH_BASE/u, [enter, address], { oauthBase });
  });
});

describe("what is pasted", () => {
  it("is never more than a code of harmless signs, whatever it is", () => {
    const piece = fc.constantFrom(
      "code=",
      "?",
      "&",
      "#",
      "https://a.vn/",
      "%",
      "<",
      '"',
      "oa_id=222",
      "x".repeat(12),
    );
    const pasted = fc.oneof(
      fc.array(fc.nat(0x10ffff)).map((points) => String.fromCodePoint(...points)),
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(pasted, (text) => {
        expect(readPasted(text)?.code ?? "x".repeat(10)).toMatch(/^[\w.~%+/=-]{10,2000}$/u);
      }),
      { numRuns: 200 },
    );
  });

  it("gives back the code that Zalo put into an address", () => {
    const code = fc.stringMatching(/^[\w.~-]{10,80}$/u);
    fc.assert(
      fc.property(code, (one) => {
        expect(readPasted(`${CALLBACK}?code=${one}&oa_id=222`)).toEqual({ code: one, oaId: "222" });
        expect(readPasted(`${CALLBACK}?oa_id=222&code=${one}`)).toEqual({ code: one, oaId: "222" });
        expect(readPasted(one)).toEqual({ code: one, oaId: undefined });
      }),
    );
  });

  it("may be written with escapes by the browser", () => {
    expect(readPasted(`${CALLBACK}?code=abcdefgh%2B%2Fij%3D`)?.code).toBe("abcdefgh+/ij=");
  });
});

describe("a new verifier", () => {
  it("is another one each time, of the length that Zalo wants", () => {
    const verifiers = new Set(Array.from({ length: 50 }, createVerifier));
    expect(verifiers.size).toBe(50);
    for (const verifier of verifiers) expect(verifier).toMatch(/^[\w-]{43}$/u);
  });
});
