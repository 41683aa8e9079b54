/** The commit of turns: update done, conversation, outbox and turn log of many citizens in a handful of statements. */
import type { TurnCommit, Vault } from "../../core/messaging/index.ts";
import { eraseAllOf } from "./erase.ts";
import type { Running } from "./schema.ts";

export type TurnResult = "committed" | "stale";

interface NamedCommit extends TurnCommit {
  /** The citizen's pseudonym. */
  readonly name: string;
  readonly lastInboundAt: number | null;
}

/** @param locksRows what is read is locked until the end, where several processes write */
export async function writeTurns(
  running: Running,
  vault: Vault,
  locksRows: boolean,
  commits: readonly TurnCommit[],
): Promise<readonly TurnResult[]> {
  const names = commits.map(({ citizen }) => vault.pseudonym(citizen));
  const states = await running
    .selectFrom("updates")
    .select(["seq", "state"])
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
  const waiting = new Set(states.filter(({ state }) => state === "waiting").map(({ seq }) => seq));
  const conversations = new Map(kept.map((row) => [row.citizen, row]));
  const seen = new Set<string>();
  const fresh = commits.flatMap((commit, at): NamedCommit[] => {
    const name = names[at] ?? "";
    const conversation = conversations.get(name);
    const isCurrent = waiting.has(commit.seq) && (conversation?.version ?? 0) === commit.version;
    // Of two turns of one citizen, made from the same conversation, the second is stale.
    if (!isCurrent || seen.has(name)) return [];
    seen.add(name);
    return [{ ...commit, name, lastInboundAt: conversation?.last_inbound_at ?? null }];
  });
  if (fresh.length > 0) await writeFresh(running, vault, fresh);
  const written = new Set(fresh.map(({ seq }) => seq));
  return commits.map(({ seq }) => (written.delete(seq) ? "committed" : "stale"));
}

async function writeFresh(running: Running, vault: Vault, commits: readonly NamedCommit[]): Promise<void> {
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
  const parts = commits.flatMap(({ parts, ...commit }) => parts.map((part) => ({ part, commit })));
  if (parts.length > 0)
    await running
      .insertInto("outbox")
      .values(
        parts.map(({ part, commit }) => ({
          citizen: commit.name,
          channel: commit.citizen.channel,
          content: vault.seal(JSON.stringify({ citizen: commit.citizen, part })),
          state: "waiting" as const,
          due_at: commit.now,
          created_at: commit.now,
          tries: 0,
          lease_until: 0,
        })),
      )
      .execute();
  await writeLog(running, commits);
}

async function writeConversations(running: Running, vault: Vault, commits: readonly NamedCommit[]) {
  const toRow = (commit: NamedCommit) => ({
    citizen: commit.name,
    version: commit.version + 1,
    content: vault.seal(JSON.stringify(commit.conversation)),
    last_inbound_at: commit.inboundAt ?? commit.lastInboundAt,
    updated_at: commit.now,
    ended: 0,
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
