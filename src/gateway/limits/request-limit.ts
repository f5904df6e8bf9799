import type { FastifyInstance } from "fastify";
import type { Clock } from "../../core/clock";
import { callerOf } from "../auth/require-caller";
import { refusal, sendRefusal } from "../error-bodies";
import { tookFrom, type OpenLimiter } from "./limiters";

/** How many requests one person may send in a minute. */
export interface RequestLimit {
  readonly perMinute: number;
  /** Counts one request; resolves to how long to wait where it is one too many. */
  take(personId: string): Promise<number | undefined>;
}

export interface RequestLimitOptions {
  readonly clock: Clock;
  readonly openLimiter: OpenLimiter;
  readonly perMinute: number;
}

const minuteMs = 60_000;

/** Counts by the minute; while the shared counts are away, each gateway counts for itself. */
export function createRequestLimit({ clock, openLimiter, perMinute }: RequestLimitOptions): RequestLimit {
  const limiter = openLimiter({
    ...{ name: "enrich:requests", most: perMinute, forgottenAfterMs: 2 * minuteMs, aloneWhileAway: true },
  });
  return {
    perMinute,
    async take(personId) {
      const now = clock.now();
      const minute = Math.floor(now / minuteMs);
      const isFree = await tookFrom(limiter, `${personId} ${minute}`, 1);
      return isFree ? undefined : (minute + 1) * minuteMs - now;
    },
  };
}

/** Refuses what a person sends beyond their limit, before anything of it is read; `open` paths are nobody's. */
export function limitRequests(api: FastifyInstance, limit: RequestLimit, open: readonly string[]): void {
  const sentence = `One person may send ${limit.perMinute.toLocaleString("en-US")} requests in a minute: wait until the next.`;
  api.addHook("onRequest", async (request, reply) => {
    if (open.includes(request.routeOptions.url ?? "")) return;
    const waitMs = await limit.take(callerOf(request).id);
    if (waitMs === undefined) return;
    const retryAfterSeconds = Math.ceil(waitMs / 1000);
    await sendRefusal(reply, refusal(429, "too_many_requests", sentence, { retryAfterSeconds }));
  });
}
