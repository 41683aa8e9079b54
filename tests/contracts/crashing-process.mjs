/**
 * A process that works on tickets until it dies: in the middle of a transaction, as it is told, or whenever it is
 * killed. Plain JavaScript on the built code, for it is a process of its own. It writes a line for whatever was
 * promised, once it was.
 */
import { makeTicketCode } from "../../dist/core/feedback/index.js";
import { openStore } from "../../dist/storage/index.js";

const { deed, diesAtNotice, firstNumber, settings } = JSON.parse(process.argv[2]);
const NOW = Date.UTC(2026, 10, 25, 5);
const EMPTY = {
  session: undefined,
  buttons: [],
  staffUntil: undefined,
  erasureAsked: false,
  pace: undefined,
};

let notices = 0;
const notice = ({ code }, { to }) => {
  notices += 1;
  if (notices === diesAtNotice) process.kill(process.pid, "SIGKILL");
  return [{ text: `${code} ${to}`, buttons: [], isNotice: true, isPrivate: true }];
};

const store = await openStore(settings);
const desk = store.desk(notice);

const codeOf = (number) =>
  makeTicketCode((count, most) =>
    Array.from({ length: count }, (_, at) => Math.floor(number / most ** at) % most),
  );

/** Each by a citizen of its own, all at once. */
async function file(first, count) {
  const updates = Array.from({ length: count }, (_, at) => ({
    key: `file-${first + at}`,
    citizen: { channel: "zalo", id: `of ${codeOf(first + at)}` },
    event: { kind: "message", text: "gửi" },
    sentAt: NOW,
  }));
  await store.inbox.accept(updates, NOW);
  const claimed = await store.inbox.claim(count + 100, NOW);
  await Promise.all(
    claimed.map(async ({ seq, update, version }) => {
      const code = update.citizen.id.slice("of ".length);
      const report = { kind: "file", code, pin: "123456", category: "delay", office: undefined };
      const result = await store.inbox.commitTurn({
        seq,
        version,
        citizen: update.citizen,
        conversation: EMPTY,
        inboundAt: NOW,
        parts: [{ text: code, buttons: [] }],
        log: undefined,
        feedback: [{ ...report, sealed: Buffer.from(`sealed ${code}`) }],
        erasesCitizen: false,
        now: NOW,
      });
      if (result === "committed") process.stdout.write(`filed ${code}\n`);
    }),
  );
}

async function answerAll() {
  const tickets = await desk.list({ status: "handed-over" }, 10_000, 0);
  const changes = tickets.map(({ code }) => ({
    code,
    from: "handed-over",
    to: "answered",
    words: "Đã xử lý.",
  }));
  await desk.apply(changes, "officer", NOW);
  for (const { code } of changes) process.stdout.write(`answered ${code}\n`);
}

async function makeBatch() {
  const batch = await desk.makeBatch({}, "officer", NOW);
  if (batch) process.stdout.write(`batch ${batch.number}\n`);
}

if (deed === "file") await file(firstNumber, 300);
if (deed === "batch") await makeBatch();
if (deed === "answer") await answerAll();
if (deed === "everything")
  for (let first = firstNumber; ; first += 40) {
    await file(first, 40);
    await makeBatch();
    await answerAll();
  }
await store.close();
