import type { Clock } from "../../core/clock";
import { connectRedis } from "../redis/redis-connection";
import { createDayCredits, type DayCredits } from "./day-credits";
import { memoryLimiter, redisLimiters } from "./limiters";
import { createRequestLimit, type RequestLimit } from "./request-limit";

/** What one person and one team may ask and spend; `undefined`: as much as they like. */
export interface LimitSettings {
  readonly personRequestsPerMinute: number | undefined;
  readonly personCreditsPerDay: number | undefined;
  readonly teamCreditsPerDay: number | undefined;
}

export interface OpenLimitsOptions {
  readonly settings: LimitSettings;
  readonly clock: Clock;
  /** Of a Redis in which several gateways count as one; may hold its password. */
  readonly redisUrl?: string | undefined;
  /** What each person has spent on a day before anybody counted it. */
  readonly spentBefore?: (day: string) => Promise<ReadonlyMap<string, number>>;
}

/** The limits of a gateway. */
export interface Limits {
  readonly requests: RequestLimit | undefined;
  /** Of the account of this name; `undefined` where its credits are not limited. */
  credits(connectionId: string): DayCredits | undefined;
  close(): void;
}

export function openLimits({ settings, clock, redisUrl, spentBefore }: OpenLimitsOptions): Limits {
  const { personRequestsPerMinute: perMinute, personCreditsPerDay: perPerson, teamCreditsPerDay: perTeam } = settings;
  const isLimited = (perMinute ?? perPerson ?? perTeam) !== undefined;
  const shared = isLimited && redisUrl !== undefined ? connectRedis(redisUrl) : undefined;
  const openLimiter = shared === undefined ? memoryLimiter : redisLimiters(shared.redis);
  return {
    requests: perMinute === undefined ? undefined : createRequestLimit({ clock, openLimiter, perMinute }),
    credits: (connectionId) =>
      createDayCredits({
        ...{ clock, openLimiter, connectionId, perPerson, perTeam },
        ...(spentBefore !== undefined && { spentBefore }),
      }),
    close: () => shared?.close(),
  };
}
