/** The pair of tokens of a Zalo Official Account, and their rotation, at most once for each generation. */
import type { RotationResult, Vault, ZaloTokenStore, ZaloTokens } from "../../core/messaging/index.ts";
import type { Database, Running } from "./schema.ts";

export interface ZaloTokensDependencies {
  readonly db: Database;
  readonly vault: Vault;
  /**
   * Runs `work` while nobody else, in this process or another, rotates the tokens of this account. Reads and writes of
   * `work` go through what it is given; they are durable when the promise resolves.
   */
  readonly holding: <T>(oaId: string, work: (running: Database | Running) => Promise<T>) => Promise<T>;
}

export function createZaloTokenStore({ db, vault, holding }: ZaloTokensDependencies): ZaloTokenStore {
  const read = async (from: Database | Running, oaId: string): Promise<ZaloTokens | undefined> => {
    const row = await from.selectFrom("zalo_tokens").selectAll().where("oa_id", "=", oaId).executeTakeFirst();
    if (!row) return undefined;
    const pair = JSON.parse(vault.open(row.content)) as Pick<ZaloTokens, "accessToken" | "refreshToken">;
    return {
      accessToken: pair.accessToken,
      refreshToken: pair.refreshToken,
      accessExpiresAt: row.access_expires_at,
      refreshExpiresAt: row.refresh_expires_at,
      generation: row.generation,
      state: row.state,
      refreshStartedAt: row.refresh_started_at ?? undefined,
    };
  };

  const write = async (to: Database | Running, oaId: string, tokens: ZaloTokens) => {
    const { accessToken, refreshToken } = tokens;
    const row = {
      content: vault.seal(JSON.stringify({ accessToken, refreshToken })),
      access_expires_at: tokens.accessExpiresAt,
      refresh_expires_at: tokens.refreshExpiresAt,
      generation: tokens.generation,
      state: tokens.state,
      refresh_started_at: tokens.refreshStartedAt ?? null,
    };
    await to
      .insertInto("zalo_tokens")
      .values({ oa_id: oaId, ...row })
      .onConflict((conflict) => conflict.column("oa_id").doUpdateSet(row))
      .execute();
    return tokens;
  };

  return {
    read: (oaId) => read(db, oaId),
    put: (oaId, tokens) =>
      holding(oaId, async (running) => {
        const generation = ((await read(running, oaId))?.generation ?? 0) + 1;
        return write(running, oaId, { ...tokens, generation, state: "ready", refreshStartedAt: undefined });
      }),
    putFirst: (oaId, tokens) =>
      holding(oaId, async (running) => {
        const earlier = await read(running, oaId);
        const first = { ...tokens, generation: 1, state: "ready", refreshStartedAt: undefined } as const;
        return earlier ?? write(running, oaId, first);
      }),
    rotate: (oaId, seen, refresh, now) =>
      holding(oaId, async (running) => {
        const current = await read(running, oaId);
        if (!current || current.generation !== seen || current.state === "needs-consent") return current;
        // Outside of what is held: should the process die with Zalo's answer, this line tells why the pair is lost.
        await db
          .updateTable("zalo_tokens")
          .set({ refresh_started_at: now() })
          .where("oa_id", "=", oaId)
          .execute();
        return write(running, oaId, applyRotation(current, await refresh(current)));
      }),
  };
}

function applyRotation(current: ZaloTokens, result: RotationResult): ZaloTokens {
  switch (result.kind) {
    case "rotated": {
      const { kind: _kind, ...pair } = result;
      return { ...pair, generation: current.generation + 1, state: "ready", refreshStartedAt: undefined };
    }
    case "needs-consent":
      return { ...current, state: "needs-consent", refreshStartedAt: undefined };
    case "unchanged":
      return { ...current, refreshStartedAt: undefined };
  }
}
