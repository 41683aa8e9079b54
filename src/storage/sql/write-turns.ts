/** The commit of turns: update done, conversation, outbox, turn log of many citizens in a handful of statements; tickets. */
import { firstListEnd } from "../../core/conversation/index.ts";
import type { TurnCommit, Vault } from "../../core/messaging/index.ts";
import { eraseAllOf } from "./erase.ts";
import { insertParts, toOutboxRow } from "./outbox-rows.ts";
import type { Running } from "./schema.ts";
import { HELD } from "./states.ts";
import type { TicketWriting } from "./ticket-writing.ts";
import { writeFeedback } from "./write-feedback.ts";

export type TurnResult = "committed" | "stale";

interface NamedCommit extends TurnCommit {
  /** The citizen's pseudonym. */
  readonly name: string;
  readonly lastInboundAt: number | null;
  /** Notices wait for the citizen to act. */
  readonly hasHeld: boolean;
}

/** @param locksRows what is read is locked until the end, where several processes write */
export async function writeTurns(
  running: Running,
  writing: TicketWriting,
  locksRows: boolean,
  commits: readonly TurnCommit[],
): Promise<readonly TurnResult[]> {
  const { vault } = writing;
  const names = commits.map(({ citizen }) => vault.pseudonym(citizen));
  const states = await running
    .selectFrom("updates")
    .select(["seq", "state"])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom("outbox")
          .select("outbox.id")
          .whereRef("outbox.citizen", "=", "updates.citizen")
          .where("outbox.state", "=", HELD),
      ).as("has_held"),
    )
    .where(
      "seq",
      "in",
      commits.map(({ seq }) => seq),
    )
    .orderBy("seq")
    .$if(locksRows, (query) => query.forUpdate())
    .execute();
  const kept = await running
    .selectFrom("conversations")
    .select(["citizen", "version", "last_inbound_at"])
    .where("citizen", "in", names)
    .orderBy("citizen")
    .$if(locksRows, (query) => query.forUpdate())
    .execute();
  const waiting = new Map(
    states.filter(({ state }) => state === "waiting").map(({ seq, has_held }) => [seq, Boolean(has_held)]),
  );
  const conversations = new Map(kept.map((row) => [row.citizen, row]));
  const seen = new Set<string>();
  const fresh = commits.flatMap((commit, at): NamedCommit[] => {
    const name = names[at] ?? "";
    const conversation = conversations.get(name);
    const hasHeld = waiting.get(commit.seq);
    const isCurrent = hasHeld !== undefined && (conversation?.version ?? 0) === commit.version;
    // Of two turns of one citizen, made from the same conversation, the second is stale.
    if (!isCurrent || seen.has(name)) return [];
    seen.add(name);
    return [{ ...commit, name, lastInboundAt: conversation?.last_inbound_at ?? null, hasHeld }];
  });
  if (fresh.length > 0) await writeFresh(running, writing, fresh);
  const written = new Set(fresh.map(({ seq }) => seq));
  return commits.map(({ seq }) => (written.delete(seq) ? "committed" : "stale"));
}

async function writeFresh(
  running: Running,
  writing: TicketWriting,
  commits: readonly NamedCommit[],
): Promise<void> {
  const { vault } = writing;
  for (const commit of commits) if (commit.erasesCitizen) await eraseAllOf(running, commit.name);
  await running
    .updateTable("updates")
    .set({ state: "done", content: null, ended_at: commits[0]?.now ?? 0, lease_until: 0 })
    .where(
      "seq",
      "in",
      commits.map(({ seq }) => seq),
    )
    .execute();
  await writeConversations(running, vault, commits);
  await freeHeld(running, commits);
  await insertParts(
    running,
    commits.flatMap(({ citizen, parts, now }) => parts.map((part) => toOutboxRow(vault, citizen, part, now))),
  );
  await writeLog(running, commits);
  await writeFeedback(running, writing, commits);
}

/** The citizen acted, so the channel's window is open: what was held for them may go. */
async function freeHeld(running: Running, commits: readonly NamedCommit[]): Promise<void> {
  for (const { name, hasHeld, inboundAt, now } of commits)
    if (hasHeld && inboundAt !== undefined)
      await running
        .updateTable("outbox")
        .set({ state: "waiting", due_at: now, created_at: now, tries: 0, reason: null, code: null })
        .where("citizen", "=", name)
        .where("state", "=", HELD)
        .execute();
}

async function writeConversations(running: Running, vault: Vault, commits: readonly NamedCommit[]) {
  const toRow = (commit: NamedCommit) => ({
    citizen: commit.name,
    version: commit.version + 1,
    content: vault.seal(JSON.stringify(commit.conversation)),
    last_inbound_at: commit.inboundAt ?? commit.lastInboundAt,
    updated_at: commit.now,
    ended: 0,
    draft_until: commit.conversation.session?.intake?.expiresAt ?? null,
    lists_until: firstListEnd(commit.conversation.session?.checklists) ?? null,
  });
  const isNew = (commit: NamedCommit) => commit.version === 0 || commit.erasesCitizen;
  const begun = commits.filter(isNew).map(toRow);
  // Two first turns of one citizen at once: the second breaks here, is run again, and is stale then.
  if (begun.length > 0) await running.insertInto("conversations").values(begun).execute();
  const continued = commits.filter((commit) => !isNew(commit)).map(toRow);
  if (continued.length > 0)
    await running
      .insertInto("conversations")
      .values(continued)
      .onConflict((conflict) =>
        conflict.column("citizen").doUpdateSet((row) => ({
          version: row.ref("excluded.version"),
          content: row.ref("excluded.content"),
          last_inbound_at: row.ref("excluded.last_inbound_at"),
          updated_at: row.ref("excluded.updated_at"),
          ended: row.ref("excluded.ended"),
          draft_until: row.ref("excluded.draft_until"),
          lists_until: row.ref("excluded.lists_until"),
        })),
      )
      .execute();
}

async function writeLog(running: Running, commits: readonly NamedCommit[]): Promise<void> {
  const lines = commits.flatMap(({ name, log }) => (log ? [{ citizen: name, ...log }] : []));
  if (lines.length === 0) return;
  await running
    .insertInto("turn_log")
    .values(
      lines.map((line) => ({
        citizen: line.citizen,
        at: line.at,
        channel: line.channel,
        outcome: line.outcome,
        intent: line.intent ?? null,
        entry: line.entry ?? null,
        facet: line.facet ?? null,
        text: line.text ?? null,
        duration_ms: line.durationMs,
      })),
    )
    .execute();
}
