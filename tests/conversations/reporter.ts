/**
 * A citizen who reports, in the words of the domain, on a real store in memory: what a turn decides is sealed,
 * committed and looked up as the service does it, and the conversation is read back before every turn, as after a
 * restart.
 */
import { expect } from "vitest";
import { type Brain, type Reply, type Response, respond } from "../../src/core/conversation/index.ts";
import {
  type FeedbackAct,
  noticeOf,
  type Report,
  type Sealer,
  type TicketDesk,
  type TicketStatus,
  type TurnFacts,
} from "../../src/core/feedback/index.ts";
import type { Citizen, InboundEvent, Store } from "../../src/core/messaging/index.ts";
import { drawCodes } from "../../src/draw-codes.ts";
import { sealActs } from "../../src/server/seal-acts.ts";
import { createMemoryStore } from "../../src/storage/memory/memory-store.ts";
import { TEST_DAY } from "../real-brain.ts";

const SETTINGS = { sessionIdleMs: 30 * 60_000, staffQuietMs: 60_000, citizenPerMinute: 1_000 };

/** Turned round, so that words cannot be found in it: what sealing is, others test. */
const sealer: Sealer = {
  seal: async (plain) => Buffer.from(Buffer.from(plain).toString("base64")),
  recipients: ["age1test"],
};

/** Where reports are kept, and the reception unit that works on them. */
export class House {
  readonly store: Store;
  readonly desk: TicketDesk;
  intake: TurnFacts["intake"] = "open";
  /** Sealing breaks when something is to be sealed; nobody knew before. */
  breaksAtSealing = false;
  now: number = TEST_DAY.getTime();
  #updates = 0;

  private constructor(store: Store) {
    this.store = store;
    this.desk = store.desk((ticket, change) => [noticeOf(ticket, change)]);
  }

  static async open(): Promise<House> {
    return new House(await createMemoryStore());
  }

  nextKey(): string {
    this.#updates += 1;
    return `u${this.#updates}`;
  }

  seal(acts: readonly FeedbackAct[]) {
    if (this.breaksAtSealing && acts.some(({ kind }) => kind === "file" || kind === "add"))
      throw new Error("the key is gone");
    return sealActs(sealer, acts);
  }

  async unitSays(code: string, to: TicketStatus, words?: string): Promise<void> {
    const ticket = await this.desk.ticket(code);
    if (ticket?.status === "received") await this.desk.makeBatch({}, "test", this.now);
    const from = (await this.desk.ticket(code))?.status;
    if (from) await this.desk.apply([{ code, from, to, words }], "test", this.now);
  }
}

export class Reporter {
  readonly house: House;
  readonly #brain: Brain;
  readonly #citizen: Citizen;
  readonly acts: FeedbackAct[] = [];
  readonly replies: Reply[] = [];
  #last: Response | undefined;

  constructor(brain: Brain, house: House, id = "citizen") {
    this.#brain = brain;
    this.house = house;
    this.#citizen = { channel: "telegram", id };
  }

  get last(): Response {
    if (!this.#last) throw new Error("nobody has said anything yet");
    return this.#last;
  }

  get reply(): Reply {
    const [reply] = this.last.replies;
    if (!reply) throw new Error("the bot said nothing");
    return reply;
  }

  get intake() {
    return this.last.conversation.session?.intake;
  }

  get filed(): readonly { code: string; pin: string; report: Report }[] {
    return this.acts.flatMap((act) => (act.kind === "file" ? [act] : []));
  }

  async says(...texts: readonly string[]): Promise<this> {
    for (const text of texts) await this.hears({ kind: "message", text });
    return this;
  }

  async presses(label: string): Promise<this> {
    const button = this.reply.buttons.find((one) => one.label === label);
    if (!button || !("say" in button))
      throw new Error(`no button “${label}” among ${this.reply.buttons.map((one) => one.label)}`);
    return this.hears({ kind: "message", text: button.say, payload: button.payload });
  }

  async sends(names: readonly string[], text = ""): Promise<this> {
    const attachments = names.map((name) => ({ type: "photo", url: undefined, handle: `h-${name}`, name }));
    return this.hears({ kind: "media", attachments, text });
  }

  waits(minutes: number): this {
    this.house.now += minutes * 60_000;
    return this;
  }

  async hears(event: InboundEvent): Promise<this> {
    const { house } = this;
    house.now += 5_000;
    const { inbox, tickets } = house.store;
    await inbox.accept(
      [{ key: house.nextKey(), citizen: this.#citizen, event, sentAt: house.now }],
      house.now,
    );
    const [claimed] = await inbox.claim(1, house.now);
    if (!claimed) throw new Error("nothing to claim");
    const take = (facts: TurnFacts) =>
      respond(this.#brain, claimed.conversation, claimed.update, new Date(house.now), SETTINGS, facts);
    let facts: TurnFacts = { ...drawCodes(), intake: house.intake };
    let response = take(facts);
    if (response.asks) {
      facts = { ...facts, found: await tickets.look(this.#citizen, response.asks, house.now) };
      response = take(facts);
    }
    let feedback: Awaited<ReturnType<typeof sealActs>>;
    try {
      feedback = await house.seal(response.acts);
    } catch {
      response = take({ ...facts, intake: "closed" });
      feedback = await house.seal(response.acts);
    }
    const { conversation, replies, erasesCitizen, erasesTickets } = response;
    const result = await inbox.commitTurn({
      seq: claimed.seq,
      citizen: this.#citizen,
      version: claimed.version,
      conversation,
      inboundAt: house.now,
      parts: replies,
      log: undefined,
      feedback,
      erasesCitizen,
      erasesTickets,
      now: house.now,
    });
    expect(result).toBe("committed");
    this.#last = response;
    this.acts.push(...response.acts);
    this.replies.push(...replies);
    return this;
  }

  /** Up to the summary of a report with a story, a place and nothing else. */
  async tellsAll(story = STORY): Promise<this> {
    await this.says(story, "có", "đồng ý", "xong");
    while (this.intake && this.intake.stage !== "summary") await this.says("bỏ qua");
    return this;
  }

  expectStage(stage: string | undefined): this {
    expect(this.intake?.stage, this.reply.text).toBe(stage);
    return this;
  }

  expectText(...parts: readonly (string | RegExp)[]): this {
    for (const part of parts) expect(this.reply.text).toMatch(part);
    return this;
  }
}

export const STORY = "cán bộ một cửa bắt tôi đi lại bốn lần, quát tôi trước mặt bao nhiêu người";
