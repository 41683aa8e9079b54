/** The desk of tickets at the running service, as if it were here. */
import {
  BatchMismatch,
  type BatchRow,
  type OfficersDesk,
  type SealedEntry,
  TicketConflict,
} from "../core/feedback/index.ts";
import { ControlError, callControl } from "./control-call.ts";
import type { TicketQuestion, WireEntry } from "./ticket-routes.ts";

/** Moments are the service's own: the `now` of the caller is not sent. */
export function createRemoteDesk(dataDir: string): OfficersDesk {
  const ask = async <Answer>(question: TicketQuestion, asked: object): Promise<Answer> => {
    const { status, body } = await call("POST", question, asked);
    const said = JSON.parse(body.toString("utf8")) as { answer?: Answer } & Refusal;
    if (status === 200) return said.answer as Answer;
    throw errorOf(said, status, asked);
  };
  const call = async (method: "GET" | "POST", path: string, asked?: object) => {
    const answered = await callControl(dataDir, method, `/tickets/${path}`, asked);
    if (!answered) throw new ControlError("Dịch vụ vừa dừng giữa chừng. Hãy chạy lại lệnh này.");
    return answered;
  };
  return {
    list: (filter, limit, offset) => ask("list", { filter, limit, offset }),
    ticket: (code) => ask("ticket", { code }),
    makeBatch: (filter, actor) => ask("make-batch", { filter, actor }),
    batches: (limit) => ask("batches", { limit }),
    batch: (number) => ask<BatchRow | undefined>("batch", { number }),
    entries: async (batch, afterId, limit) =>
      (await ask<readonly WireEntry[]>("entries", { batch, afterId, limit })).map(
        ({ sealed, ...entry }): SealedEntry => ({
          ...entry,
          sealed: sealed === undefined ? undefined : Buffer.from(sealed, "base64"),
        }),
      ),
    file: async (id) => {
      const { status, body } = await call("GET", `files/${encodeURIComponent(id)}`);
      if (status === 200) return body;
      if (status === 204) return undefined;
      throw new ControlError(`Dịch vụ đang chạy không đưa được tệp đính kèm (mã ${status}).`);
    },
    finishBatch: (number, manifestSha256, actor) => ask("finish-batch", { number, manifestSha256, actor }),
    apply: (changes, actor) => ask("apply", { changes, actor }),
    sealed: async (afterId, limit) =>
      (await ask<readonly { id: string; sealed: string }[]>("sealed", { afterId, limit })).map(
        ({ id, sealed }) => ({ id, sealed: Buffer.from(sealed, "base64") }),
      ),
    reseal: (things, actor) =>
      ask("reseal", {
        things: things.map(({ id, sealed }) => ({ id, sealed: Buffer.from(sealed).toString("base64") })),
        actor,
      }),
    find: (person) => ask("find", person),
    erase: (person, actor) => ask("erase", { person, actor }),
    audit: {
      lines: (afterSeq, limit) => ask("audit-lines", { afterSeq, limit }),
      append: (line) => ask("audit-append", line),
      verify: (after, limit) => ask("audit-verify", { after, limit }),
    },
    recipients: () => ask("recipients", {}),
  };
}

interface Refusal {
  readonly error?: string;
  readonly message?: string;
  readonly reason?: "no-batch" | "other-manifest";
  readonly codes?: readonly string[];
}

function errorOf({ error, message, reason, codes }: Refusal, status: number, asked: object): Error {
  if (error === "TicketConflict") return new TicketConflict(codes ?? []);
  if (error === "BatchMismatch" && reason)
    return new BatchMismatch((asked as { number?: number }).number ?? 0, reason);
  const why = [error, message].filter(Boolean).join(", ");
  return new ControlError(
    `Dịch vụ đang chạy không làm được việc này (mã ${status}${why ? `: ${why}` : ""}).`,
  );
}
