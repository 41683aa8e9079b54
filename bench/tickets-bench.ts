/** The command `bench:tickets`: how quick storage is with very many tickets, and whether other turns feel them. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { NEW_CONVERSATION } from "../src/core/conversation/index.ts";
import {
  type FeedbackWrite,
  makeTicketCode,
  type NoticeOf,
  TICKET_STATUSES,
  type TicketRetention,
  verifyAudit,
} from "../src/core/feedback/index.ts";
import type { Store } from "../src/core/messaging/index.ts";
import { openStore } from "../src/storage/index.ts";
import { startPostgres } from "../tests/contracts/a-postgres.ts";
import { describeMachine } from "./machine.ts";
import { percentile, round } from "./measure.ts";
import { runCommand } from "./usage-error.ts";

const DAY = 24 * 3_600_000;
const NOW = Date.UTC(2026, 10, 25, 5);
const UNIT = "bench";
/** Turns in flight at once: as the turn worker commits them. */
const LOT = 64;
const SEALED = Buffer.alloc(1_200, 7);
const notice: NoticeOf = ({ code }) => [
  {
    text: `Phản ánh ${code} đã được chuyển tới đơn vị tiếp nhận.`,
    buttons: [],
    isNotice: true,
    isPrivate: true,
  },
];

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      on: { type: "string", multiple: true, default: ["sqlite", "postgres"] },
      tickets: { type: "string", default: "100000" },
    },
  });
  print({ machine: describeMachine() });
  for (const name of values.on) await measure(name, Number(values.tickets));
});

async function measure(name: string, count: number): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "hoidap-tickets-"));
  const postgres = name === "postgres" ? await startPostgres() : undefined;
  const store = await openStore({
    databaseUrl: await postgres?.newDatabase(),
    serviceKey: "ab".repeat(32),
    dataDir,
  });
  const desk = store.desk(notice);
  const took: Record<string, number> = {};
  const time = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    const result = await work();
    took[what] = round(performance.now() - from, 1);
    return result;
  };
  try {
    await takeTurns(store, "warm", 2_000, () => []);
    await time("turnsWithoutTickets10000Ms", () => takeTurns(store, "before", 10_000, () => []));
    await time("fileAllMs", () => takeTurns(store, "filer", count, (at) => [filing(at)]));
    await time("turnsBesideTickets10000Ms", () => takeTurns(store, "beside", 10_000, () => []));
    await time("batchOfAllMs", () => desk.makeBatch({}, UNIT, NOW));
    await deliverAnswers(store);
    await time("turnsBesideNotices10000Ms", () => takeTurns(store, "notices", 10_000, () => []));
    took.claimAnswerBesideNoticesP99Ms = await claimBesideNotices(store);
    await time("listPageMs", () => desk.list({ category: "money" }, 50, 5_000));
    await time("readBatchMs", async () => {
      for (let after = 0; ; ) {
        const page = await desk.entries(1, after, 500);
        if (page.length === 0) return;
        after = page.at(-1)?.id ?? 0;
      }
    });
    const changes = (await desk.list({}, 10_000, 0)).map(({ code }) => {
      return { code, from: "handed-over", to: "answered", words: "Đã xử lý." } as const;
    });
    await time("apply10000Ms", () => desk.apply(changes, UNIT, NOW));
    await time("lookByCodeMs", () =>
      store.tickets.look({ channel: "web", id: "x" }, { kind: "by-code", code: codeOf(5), pin: "1" }, NOW),
    );
    await time("findPersonMs", () => desk.find({ code: codeOf(7) }));
    await time("erasePersonMs", () => desk.erase({ code: codeOf(7) }, UNIT, NOW));
    await time("pruneWithNothingDueMs", () => store.prune(retention(365 * DAY), NOW));
    await time("pruneLotMs", () => store.prune(retention(-1), NOW));
    await time("verifyAuditMs", async () => {
      let last = { seq: 0, hash: "" };
      for (;;) {
        const lines = await desk.audit.lines(last.seq, 5_000);
        const verdict = verifyAudit(lines, desk.audit.hashOf, last);
        if (verdict.kind === "broken") throw new Error(`line ${verdict.seq} is broken`);
        if (lines.length === 0) return;
        last = verdict.last;
      }
    });
    print({ store: name, tickets: count, ...took, rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20) });
  } finally {
    await store.close();
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function codeOf(number: number): string {
  return makeTicketCode((count, most) =>
    Array.from({ length: count }, (_, at) => Math.floor(number / most ** at) % most),
  );
}

function filing(at: number): FeedbackWrite {
  const category = at % 3 ? "delay" : "money";
  return { kind: "file", code: codeOf(at), pin: "123456", category, office: "x", sealed: SEALED };
}

/** Each of a citizen of its own, so many at once as the turn worker has. */
async function takeTurns(
  store: Store,
  name: string,
  count: number,
  feedback: (at: number) => readonly FeedbackWrite[],
): Promise<void> {
  for (let from = 0; from < count; from += LOT) {
    const updates = Array.from({ length: Math.min(LOT, count - from) }, (_, at) => ({
      key: `${name}-${from + at}`,
      citizen: { channel: "zalo", id: `${name}-${from + at}` } as const,
      event: { kind: "message", text: "xin chào" } as const,
      sentAt: NOW,
    }));
    await store.inbox.accept(updates, NOW);
    const claimed = await store.inbox.claim(LOT, NOW);
    await Promise.all(
      claimed.map(({ seq, update: { citizen }, version }) =>
        store.inbox.commitTurn({
          seq,
          citizen,
          version,
          conversation: NEW_CONVERSATION,
          inboundAt: NOW,
          parts: [{ text: "Dạ, em chào anh/chị ạ.", buttons: [] }],
          log: undefined,
          feedback: feedback(Number(citizen.id.slice(name.length + 1))),
          erasesCitizen: false,
          now: NOW,
        }),
      ),
    );
  }
}

/** What was said in the turns so far leaves; the notices of the batch stay. */
async function deliverAnswers(store: Store): Promise<void> {
  await store.outbox.dropOlderThan(NOW + 1, NOW);
}

async function claimBesideNotices(store: Store): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < 300; at += 1) {
    const from = performance.now();
    const [part] = await store.outbox.claimDue(["zalo"], 1, NOW);
    times.push(performance.now() - from);
    if (part) await store.outbox.settle(part.id, { kind: "delivered" }, NOW);
  }
  return round(percentile(times, 0.99), 2);
}

function retention(ms: number) {
  const tickets = Object.fromEntries(TICKET_STATUSES.map((status) => [status, ms])) as TicketRetention;
  return {
    turnLogMs: DAY,
    endedMs: DAY,
    sessionIdleMs: DAY,
    conversationMs: DAY,
    noticesMs: DAY,
    tickets,
  };
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
