/** Tickets in a real store, sealed with real keys: what the commands of officers are tried on. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Entry, FeedbackWrite, OfficersDesk, Sealer } from "../../../src/core/feedback/index.ts";
import type { Store } from "../../../src/core/messaging/index.ts";
import { createSealer, type KeyPair, makeKeyPair } from "../../../src/sealing/index.ts";
import { type Control, openControl } from "../../../src/server/index.ts";
import { openStore } from "../../../src/storage/index.ts";
import { officersDeskOf } from "../../../src/ticket-desk.ts";
import { act, NOTICE, PIN, photo } from "../../contracts/ticket-words.ts";
import { codeOf, reportOf } from "../handover/a-batch.ts";

export interface AHouse {
  readonly folder: string;
  readonly dataDir: string;
  readonly store: Store;
  readonly desk: OfficersDesk;
  readonly pair: KeyPair;
  readonly sealer: Sealer;
  /** What a citizen says and does, sealed; returns the ticket's code. */
  file(number: number, story: string, more?: Parameters<typeof reportOf>[1]): Promise<string>;
  add(number: number, text: string): Promise<void>;
  /** A photo, fetched and sealed. */
  sendPhoto(number: number, content: Uint8Array): Promise<void>;
  /** Lets go of the database, so that a command or a service can have it. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** The desk behind the socket of a service, which does nothing else. */
export function openControlOf({ dataDir, desk }: AHouse, clock: () => number): Promise<Control> {
  const nothing = async () => 0;
  return openControl(dataDir, {
    state: async () => ({}),
    findings: async () => [],
    replayOutbox: nothing,
    replayInbox: nothing,
    putZaloTokens: nothing,
    tickets: desk,
    turnLog: { askedSince: async () => [], unclearSince: async () => [] },
    clock,
  });
}

/** @param given the unit's keys; others each time where none are given */
export async function openHouse(given?: KeyPair): Promise<AHouse> {
  const folder = await mkdtemp(join(tmpdir(), "hoidap-phieu-"));
  const dataDir = join(folder, "data");
  const pair = given ?? (await makeKeyPair());
  const sealer = createSealer([pair.recipient]);
  const store = await openStore({ databaseUrl: undefined, serviceKey: undefined, dataDir });
  const desk = officersDeskOf(store, NOTICE, async () => [pair.recipient]);
  const seal = (entry: Entry) => sealer.seal(JSON.stringify(entry));
  const who = (number: number) => `dan-${number}`;
  let isOpen = true;
  const leave = async () => {
    if (isOpen) await store.close();
    isOpen = false;
  };
  return {
    folder,
    dataDir,
    store,
    desk,
    pair,
    sealer,
    file: async (number, story, more) => {
      const code = codeOf(number);
      const entry = reportOf(story, more);
      if (entry.kind !== "report") throw new Error("no report");
      const write: FeedbackWrite = {
        kind: "file",
        code,
        pin: PIN,
        category: entry.report.category,
        office: entry.report.officeId,
        sealed: await seal(entry),
      };
      await act(store, who(number), [write]);
      return code;
    },
    add: async (number, text) => {
      const sealed = await seal({ kind: "addition", text });
      await act(store, who(number), [{ kind: "add", code: codeOf(number), entryKind: "addition", sealed }]);
    },
    sendPhoto: async (number, content) => {
      const now = Date.now();
      await act(store, who(number), [photo(codeOf(number))]);
      const [wanted] = await store.files.claim(10, now);
      if (!wanted) throw new Error("no file is wanted");
      const sealed = await sealer.seal(content);
      await store.files.settle(
        wanted,
        { kind: "sealed", sealed, mediaType: "image/jpeg", size: content.length },
        now,
      );
    },
    leave,
    close: async () => {
      await leave();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
