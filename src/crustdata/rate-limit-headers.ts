import type { RateLimitReading } from "../core/service";

/** The part of `Headers` that reading a reply needs. */
export interface ReplyHeaders {
  get(name: string): string | null;
}

/** The number in a header, or `undefined` where it is absent or something else. */
export function readNumber(headers: ReplyHeaders, name: string): number | undefined {
  const text = headers.get(name)?.trim();
  if (text === undefined || text === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** A wait stated in seconds or as a date, in milliseconds from `nowMs`. */
function readWaitMs(headers: ReplyHeaders, name: string, nowMs: number): number | undefined {
  const seconds = readNumber(headers, name);
  if (seconds !== undefined) return seconds * 1000;
  const date = Date.parse(headers.get(name) ?? "");
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

/** What the `x-ratelimit-*` headers say; `undefined` where there are none. */
export function readRateLimit(headers: ReplyHeaders, nowMs: number): RateLimitReading | undefined {
  const reading = {
    limit: readNumber(headers, "x-ratelimit-limit"),
    remaining: readNumber(headers, "x-ratelimit-remaining"),
    resetMs: readWaitMs(headers, "x-ratelimit-reset", nowMs),
  };
  return Object.values(reading).some((value) => value !== undefined) ? reading : undefined;
}

/** How long a refused request should wait; `Retry-After` speaks before the window's reset. */
export function readRetryAfterMs(headers: ReplyHeaders, nowMs: number): number | undefined {
  return readWaitMs(headers, "retry-after", nowMs) ?? readWaitMs(headers, "x-ratelimit-reset", nowMs);
}
