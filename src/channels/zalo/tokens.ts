/** The account's access token: kept fresh, rotated by one process at a time, and never silently lost. */
import type { RotationResult, ZaloTokenStore, ZaloTokens } from "../../core/messaging/index.ts";
import { REFRESH_LIFE_MS, type ZaloOAuth } from "./oauth.ts";
import type { AccessToken, AccessTokens } from "./zalo-client.ts";
import { ZaloError } from "./zalo-errors.ts";

export type TokenAlarm =
  /** The refresh token dies in less than 14 days. */
  | "refresh-expires-soon"
  /** A refresh began and never ended: the process may have died with the new pair in its hands. */
  | "refresh-unended"
  /** The last refresh did not work; the present token may still. */
  | "refresh-failing";

export interface TokenStatus {
  /** `missing`: nobody has ever consented; `needs-consent`: somebody must consent again (`hoidap zalo login`). */
  readonly state: "ready" | "needs-consent" | "missing";
  readonly alarms: readonly TokenAlarm[];
  readonly accessExpiresAt: number | undefined;
  readonly refreshExpiresAt: number | undefined;
}

export type TokenNews =
  | { readonly kind: "rotated"; readonly generation: number }
  | { readonly kind: "refresh-failed"; readonly code: string }
  | { readonly kind: "needs-consent"; readonly code: string };

export interface ZaloTokenDeps {
  readonly oaId: string;
  readonly store: ZaloTokenStore;
  readonly oauth: Pick<ZaloOAuth, "refresh">;
  /** Put into the store when it has none yet. */
  readonly firstRefreshToken: string | undefined;
  readonly now: () => number;
  readonly onNews?: ((news: TokenNews) => void) | undefined;
}

export interface ZaloTokenKeeper extends AccessTokens {
  status(now: number): Promise<TokenStatus>;
  /** Refreshes when it is time to; never rejects. */
  refreshIfDue(): Promise<void>;
  /** Looks every `everyMs` whether it is time; a quiet account stays alive by it. Returns how to stop. */
  keepFresh(everyMs?: number): () => void;
}

const HOUR = 3_600_000;
/** Of the 25 hours that an access token lives; of a shorter life, the second half. */
const REFRESH_BEFORE_MS = 5 * HOUR;
const REFRESH_EXPIRES_SOON_MS = 14 * 24 * HOUR;
/** How long a read row is believed: another process may have rotated, and then ours is dead. */
const CACHE_MS = 60_000;
/** After a refresh that failed, and how long one may take before its end is doubtful. */
const PAUSE_MS = 60_000;
const KEEP_FRESH_EVERY_MS = 10 * 60_000;
/** Invalid grant; invalid refresh token. */
const CONSENT_GONE = new Set(["-118", "-14014"]);
/** An answer that was lost once may have spent the refresh token; the same is tried once more, then a person must. */
const LOST_MAX = 2;

interface Failure {
  readonly generation: number;
  readonly at: number;
  readonly lost: number;
  readonly error: ZaloError;
}

export function createZaloTokens(deps: ZaloTokenDeps): ZaloTokenKeeper {
  const { oaId, store, oauth, now, onNews } = deps;
  let cached: { readonly tokens: ZaloTokens; readonly readAt: number } | undefined;
  let underWay: Promise<ZaloTokens | undefined> | undefined;
  let puttingFirst: Promise<ZaloTokens | undefined> | undefined;
  let failure: Failure | undefined;
  /** How long the present token still lived when this process met it. */
  let met: { readonly generation: number; readonly leftMs: number } | undefined;
  /** What this process itself has rotated last. */
  let rotated: { readonly generation: number; readonly at: number } | undefined;

  async function readFresh(): Promise<ZaloTokens | undefined> {
    const tokens = (await store.read(oaId)) ?? (await putFirstOnce());
    if (tokens) remember(tokens);
    else cached = undefined;
    return tokens;
  }

  function remember(tokens: ZaloTokens): void {
    cached = { tokens, readAt: now() };
    if (met?.generation !== tokens.generation)
      met = { generation: tokens.generation, leftMs: tokens.accessExpiresAt - now() };
  }

  function read(): Promise<ZaloTokens | undefined> | ZaloTokens {
    // One that does not work is not believed: a person may have consented anew meanwhile.
    const isBelieved = cached && now() - cached.readAt < CACHE_MS && usable(cached.tokens);
    return isBelieved && cached ? cached.tokens : readFresh();
  }

  /** Many may ask at the first moment; a late second put would bury what the first has been exchanged for. */
  function putFirstOnce(): Promise<ZaloTokens | undefined> {
    puttingFirst ??= putFirst().finally(() => {
      puttingFirst = undefined;
    });
    return puttingFirst;
  }

  async function putFirst(): Promise<ZaloTokens | undefined> {
    if (!deps.firstRefreshToken) return undefined;
    const at = now();
    const first = {
      accessToken: "",
      refreshToken: deps.firstRefreshToken,
      accessExpiresAt: 0,
      refreshExpiresAt: at + REFRESH_LIFE_MS,
    };
    return store.putFirst(oaId, first, at);
  }

  /** One at a time in this process; the store sees to the others. */
  function refresh(seen: ZaloTokens): Promise<ZaloTokens | undefined> {
    underWay ??= rotate(seen).finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  async function rotate(seen: ZaloTokens): Promise<ZaloTokens | undefined> {
    let news: TokenNews | undefined;
    const tokens = await store.rotate(
      oaId,
      seen.generation,
      async (current) => {
        const result = await tryRefresh(current, seen.refreshStartedAt !== undefined);
        news = result.news;
        return result.rotation;
      },
      now,
    );
    if (tokens) remember(tokens);
    if (tokens && tokens.generation !== seen.generation) failure = undefined;
    if (news?.kind === "rotated" && tokens) {
      news = { ...news, generation: tokens.generation };
      rotated = { generation: tokens.generation, at: now() };
    }
    if (news) onNews?.(news);
    return tokens;
  }

  /** Never throws: what is not known to have changed stays. */
  async function tryRefresh(
    current: ZaloTokens,
    wasLostBefore: boolean,
  ): Promise<{ rotation: RotationResult; news: TokenNews }> {
    try {
      const pair = await oauth.refresh(current.refreshToken);
      return {
        rotation: { kind: "rotated", ...pair },
        news: { kind: "rotated", generation: current.generation + 1 },
      };
    } catch (error) {
      if (!(error instanceof ZaloError)) throw error;
      const before = failure?.generation === current.generation ? failure.lost : wasLostBefore ? 1 : 0;
      const lost = before + (error.mayHaveArrived ? 1 : 0);
      failure = { generation: current.generation, at: now(), lost, error };
      const isGone = CONSENT_GONE.has(error.code) || (error.mayHaveArrived && lost >= LOST_MAX);
      return isGone
        ? { rotation: { kind: "needs-consent" }, news: { kind: "needs-consent", code: error.code } }
        : { rotation: { kind: "unchanged" }, news: { kind: "refresh-failed", code: error.code } };
    }
  }

  /** A refresh has just failed: not again at every message. */
  function isPausing(tokens: ZaloTokens): boolean {
    return failure?.generation === tokens.generation && now() - failure.at < PAUSE_MS;
  }

  function usable(tokens: ZaloTokens): AccessToken | undefined {
    const isAlive = tokens.accessToken !== "" && tokens.accessExpiresAt > now();
    return isAlive ? { value: tokens.accessToken, generation: tokens.generation } : undefined;
  }

  function isDue(tokens: ZaloTokens): boolean {
    if (tokens.state !== "ready" || isPausing(tokens)) return false;
    // Were it always the same time before its end, one that lives no longer would be renewed with every message.
    const leftAtFirst = met?.generation === tokens.generation ? met.leftMs : 0;
    const renewBefore = Math.min(REFRESH_BEFORE_MS, Math.max(0, leftAtFirst / 2));
    return tokens.accessExpiresAt - now() <= renewBefore;
  }

  function noToken(tokens: ZaloTokens | undefined): ZaloError {
    if (!tokens) return lacking("no-consent", "human");
    if (tokens.state === "needs-consent") return lacking("needs-consent", "human");
    // Not yet renewed: for the message that waits, what hindered the refresh is what hinders it; nothing was sent.
    const hindrance = failure?.error.failure === "human" ? "human" : "transient";
    return lacking("token-refresh-failed", hindrance, PAUSE_MS);
  }

  const keeper: ZaloTokenKeeper = {
    async current() {
      let tokens = await read();
      if (tokens && isDue(tokens)) tokens = (await refresh(tokens)) ?? tokens;
      const token = tokens && usable(tokens);
      if (!token) throw noToken(tokens);
      return token;
    },
    async renew(refused) {
      let tokens = await readFresh();
      if (!tokens) throw noToken(undefined);
      // Brand-new and refused: another one would be too, and each costs a refresh token.
      const isStillOurs =
        tokens.generation === refused.generation && rotated?.generation === refused.generation;
      if (isStillOurs && rotated && now() - rotated.at < PAUSE_MS)
        throw lacking("new-token-refused", "transient", PAUSE_MS);
      if (tokens.generation === refused.generation && tokens.state === "ready" && !isPausing(tokens))
        tokens = (await refresh(tokens)) ?? tokens;
      const token = tokens.generation === refused.generation ? undefined : usable(tokens);
      if (!token) throw noToken(tokens);
      return token;
    },
    async status(at) {
      const tokens = await store.read(oaId);
      if (!tokens) {
        const state = deps.firstRefreshToken ? "ready" : "missing";
        return { state, alarms: [], accessExpiresAt: undefined, refreshExpiresAt: undefined };
      }
      const { state, accessExpiresAt, refreshExpiresAt, refreshStartedAt, generation } = tokens;
      const alarms: TokenAlarm[] = [];
      if (refreshExpiresAt - at < REFRESH_EXPIRES_SOON_MS) alarms.push("refresh-expires-soon");
      if (refreshStartedAt !== undefined && at - refreshStartedAt > PAUSE_MS) alarms.push("refresh-unended");
      if (failure?.generation === generation && state === "ready") alarms.push("refresh-failing");
      return { state, alarms, accessExpiresAt, refreshExpiresAt };
    },
    async refreshIfDue() {
      try {
        const tokens = await readFresh();
        if (tokens && isDue(tokens)) await refresh(tokens);
      } catch {
        // The store is away; it says so itself, and the next look comes.
        onNews?.({ kind: "refresh-failed", code: "store" });
      }
    },
    keepFresh(everyMs = KEEP_FRESH_EVERY_MS) {
      void keeper.refreshIfDue();
      const timer = setInterval(() => void keeper.refreshIfDue(), everyMs);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
  return keeper;
}

function lacking(code: string, failure: "human" | "transient", retryAfterMs?: number): ZaloError {
  return new ZaloError({ kind: "no-token", code, endpoint: "/v4/oa/access_token", failure, retryAfterMs });
}
