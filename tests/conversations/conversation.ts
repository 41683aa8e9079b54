/** A conversation in the words of the domain: `conversation().says("phí bao nhiêu?").expectAnswerFrom("1.001193")`. */

import { expect } from "vitest";
import { type Brain, type Session, type TurnOutcome, takeTurn } from "../../src/core/conversation/index.ts";
import { TRIAL_FACTS } from "../../src/core/feedback/index.ts";
import { TEST_DAY } from "../real-brain.ts";

export class Conversation {
  readonly #brain: Brain;
  #session: Session | undefined;
  #now: number = TEST_DAY.getTime();
  #last: TurnOutcome | undefined;

  constructor(brain: Brain) {
    this.#brain = brain;
  }

  get last(): TurnOutcome {
    if (!this.#last) throw new Error("nobody has said anything yet");
    return this.#last;
  }

  says(text: string): this {
    return this.#takes({ text });
  }

  /** Presses the button with this label. */
  presses(label: string): this {
    const button = this.last.reply.buttons.find((one) => one.label === label);
    if (!button || !("say" in button))
      throw new Error(`no button “${label}” among ${this.last.reply.buttons.map((b) => b.label)}`);
    return this.#takes({ text: button.say, payload: button.payload });
  }

  waitsMinutes(minutes: number): this {
    this.#now += minutes * 60_000;
    return this;
  }

  expectOutcome(outcome: TurnOutcome["outcome"]): this {
    expect(this.last.outcome, this.last.reply.text).toBe(outcome);
    return this;
  }

  expectAnswerFrom(entry: string, facet?: string): this {
    this.expectOutcome("answered");
    expect(this.last.entry, this.last.reply.text).toBe(entry);
    if (facet) expect(this.last.facet, this.last.reply.text).toBe(facet);
    return this;
  }

  expectOffer(...entries: readonly string[]): this {
    this.expectOutcome("clarified");
    const offered = this.last.session.offered?.entries ?? [];
    for (const entry of entries) expect(offered).toContain(entry);
    return this;
  }

  expectText(...parts: readonly (string | RegExp)[]): this {
    for (const part of parts) expect(this.last.reply.text).toMatch(part);
    return this;
  }

  #takes(message: { text: string; payload?: string }): this {
    this.#now += 5_000;
    this.#last = takeTurn(this.#brain, this.#session, message, new Date(this.#now), TRIAL_FACTS);
    this.#session = this.#last.session;
    return this;
  }
}
