/** The page: wires what is written, sent, fetched and shown. */
import { openBox } from "./box.ts";
import { makeId, makeToken } from "./chance.ts";
import { openComposer } from "./composer.ts";
import { openFileSender } from "./file-sender.ts";
import { find } from "./find-element.ts";
import { talkToFrame } from "./frame.ts";
import { openHistory } from "./history.ts";
import { openMenu } from "./menu.ts";
import { startPoller } from "./poll-replies.ts";
import { type Outgoing, openSendQueue } from "./send-queue.ts";
import { openSettings } from "./settings.ts";
import { nextOrder } from "./shelf.ts";
import { createLogView } from "./show-log.ts";
import { createWaitingView } from "./show-waiting.ts";

const PRIVATE = "Phần phản ánh không lưu trên máy này. Anh/chị ghi lại mã nếu có.";
const OFFLINE = "Đang mất mạng. Tin nhắn sẽ tự gửi khi có mạng lại.";

const box = openBox();
openSettings(box);

const notice = find("notice");
const say = (text: string) => {
  notice.textContent = navigator.onLine ? text : OFFLINE;
};

const files = openFileSender({
  token: tokenOf,
  add: (id, name) => history.addFile(id, name),
  report: (id, state, note) => {
    history.setState(id, state, note);
    if (state === "sent") poller.wake();
  },
  say,
});
const logView = createLogView({
  press: (text, payload) => send(text, payload),
  canRetry: files.canRetry,
  retry: files.retry,
});
const waitingView = createWaitingView(say);
const history = openHistory(box, () => show());
const queue = openSendQueue(box, (id, state, note) => {
  history.setState(id, state, note);
  if (state === "sent") poller.wake();
});
const poller = startPoller(tokenOf, (replies) => {
  history.addReplies(replies);
});
const composer = openComposer(
  box,
  (text) => send(text, undefined),
  () => isPrivate(),
);

/** What is said now belongs to a report: nothing of it stays on the device. */
function isPrivate(): boolean {
  return history.lastReply()?.isPrivate ?? false;
}

function show(): void {
  const items = history.items();
  logView.show(items);
  waitingView.show(items);
  const hasAsked = items.some(({ kind }) => kind === "own");
  if (isPrivate()) {
    box.remove("draft");
    queue.makePrivate(tokenOf());
  }
  const note = isPrivate() ? PRIVATE : "";
  if (find("private").textContent !== note) find("private").textContent = note;
  files.offer(history.lastReply()?.wantsFiles ?? false);
  find("quick").hidden = hasAsked;
  find("erase-here").hidden = !hasAsked;
}

/** The citizen's secret; made when the chat is opened for the first time, which the bot is told. */
function tokenOf(): string {
  const kept = box.read("token");
  if (typeof kept === "string") return kept;
  const token = makeToken();
  box.write("token", token);
  queue.add(outgoing("arrival", token, ""));
  return token;
}

function outgoing(kind: Outgoing["kind"], token: string, text: string, payload?: string): Outgoing {
  const made = { kind, id: makeId(), order: nextOrder(), token, text, sentAt: Date.now() };
  return payload ? { ...made, payload } : made;
}

function send(text: string, payload: string | undefined): void {
  const item = outgoing("message", tokenOf(), text, payload);
  if (isPrivate()) queue.addPrivate(item);
  else queue.add(item);
  history.addOwn(item.id, text);
  poller.wake();
}

/** Forgets everything here, and lets the old name ask the service to forget it too. */
function erase(): void {
  const token = tokenOf();
  queue.clear();
  files.forget();
  queue.add(
    outgoing("message", token, "/xoadulieu"),
    outgoing("message", token, "Xóa dữ liệu của tôi", "erase:yes"),
  );
  box.remove("token");
  history.clear();
  composer.clear();
  poller.restart();
  composer.focus();
}

find("chips").addEventListener("click", ({ target }) => {
  if (target instanceof HTMLButtonElement) send(target.textContent ?? "", undefined);
});
openMenu(box.isKept, erase);
talkToFrame(composer.focus);
addEventListener("online", () => {
  say("");
  queue.wake();
  poller.wake();
});
addEventListener("offline", () => say(""));
box.onOtherTab((name) => {
  if (name !== "token") return;
  // Another tab has erased everything: what waits here must not come after it.
  queue.clearPrivate();
  files.forget();
  poller.restart();
});

tokenOf();
find("starting").hidden = true;
find("about").hidden = false;
say("");
show();
