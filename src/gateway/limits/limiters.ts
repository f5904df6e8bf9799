import type { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from "rate-limiter-flexible";

/** Counts what is taken under a key. `consume` rejects with a figure, not an `Error`, where it would be too much. */
export type Limiter = Pick<RateLimiterAbstract, "consume" | "reward" | "penalty">;

export interface LimiterOptions {
  /** Tells its keys from those of other limiters. */
  readonly name: string;
  readonly most: number;
  /** How long after its first use a key is forgotten. */
  readonly forgottenAfterMs: number;
  /** While the shared counts are away, each process counts for itself; else `consume` rejects with an `Error`. */
  readonly aloneWhileAway?: boolean;
}

export type OpenLimiter = (options: LimiterOptions) => Limiter;

/** Counts in this process. */
export const memoryLimiter: OpenLimiter = ({ name, most, forgottenAfterMs }) =>
  new RateLimiterMemory({ keyPrefix: name, points: most, duration: Math.ceil(forgottenAfterMs / 1000) });

/** Counts in Redis, for all gateways of it together. */
export function redisLimiters(redis: Redis): OpenLimiter {
  return (options) => {
    const { name, most, forgottenAfterMs, aloneWhileAway = false } = options;
    return new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: name,
      points: most,
      duration: Math.ceil(forgottenAfterMs / 1000),
      rejectIfRedisNotReady: true,
      ...(aloneWhileAway && {
        insuranceLimiter: new RateLimiterMemory({
          keyPrefix: name,
          points: most,
          duration: Math.ceil(forgottenAfterMs / 1000),
        }),
      }),
    });
  };
}

/** Takes `count` under `key`; false, and nothing taken, where it would be too much. Rejects where nobody can say. */
export async function tookFrom(limiter: Limiter, key: string, count: number): Promise<boolean> {
  try {
    await limiter.consume(key, count);
    return true;
  } catch (error) {
    if (error instanceof Error) throw error;
    // It counts what it refuses. Where it cannot be told, less is left than could be: never more.
    await limiter.reward(key, count).catch(() => undefined);
    return false;
  }
}
