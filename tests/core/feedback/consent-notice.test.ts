/** What citizens are told before they agree is what the page on the threat model says, and what the code does. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  CONSENT_NOTICE,
  CONSENT_SENTENCES,
  DRAFT_LIFE_MS,
  RETENTION_DAYS,
} from "../../../src/core/feedback/index.ts";

const page = readFileSync(new URL("../../../docs/mo-hinh-de-doa.md", import.meta.url), "utf8");

describe("the consent notice", () => {
  it.each(CONSENT_SENTENCES)("says what the threat model says: %s", (sentence) => {
    expect(page).toContain(`- ${sentence}\n`);
    expect(CONSENT_NOTICE).toContain(sentence);
  });

  it("tells who reads, why, how long, which rights, and what is not protected", () => {
    for (const part of [
      "đơn vị tiếp nhận",
      "chỉ dùng để",
      "24 giờ",
      "91/2025/QH15",
      "không ẩn danh",
      "căn cước",
    ])
      expect(CONSENT_NOTICE).toContain(part);
  });

  it("names the times that the code keeps to", () => {
    expect(DRAFT_LIFE_MS).toBe(24 * 3_600_000);
    expect([RETENTION_DAYS.answered, RETENTION_DAYS.refused, RETENTION_DAYS.closed]).toEqual([180, 180, 180]);
  });

  it("promises nobody to be unknown, and nothing that is only remembered of the law", () => {
    expect(CONSENT_NOTICE).not.toMatch(/(?<!không )ẩn danh/u);
    expect(CONSENT_NOTICE).not.toMatch(/ngày làm việc|trong vòng/u);
  });
});
