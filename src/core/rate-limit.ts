import { createSlots, type SlotParts, type Slots } from "./slots";

export interface RateLimit {
  /** Until a reply's headers say otherwise. Default 15. */
  readonly requestsPerMinute?: number;
  /** When requests left before this process began, in milliseconds since the epoch, oldest first. Default: none did. */
  readonly sentBefore?: readonly number[];
}

/** How long a request counts. */
export const windowMs = 60_000;
/** A request reaches the service a little after it was sent: without this the sixteenth would come a blink too early. */
const marginMs = 500;

/** The service's sliding window: `requestsPerMinute` in any 60 s, corrected by what its replies say. */
export function createRateLimiter(
  parts: SlotParts,
  { requestsPerMinute = 15, sentBefore = [] }: RateLimit = {},
): Slots {
  let limit = requestsPerMinute;
  let exhaustedUntil = 0;
  /** When each request of the last window was sent, oldest first. */
  let sent: { readonly atMs: number }[] = sentBefore.map((atMs) => ({ atMs }));

  return createSlots(parts, {
    freeAt(nowMs) {
      sent = sent.filter(({ atMs }) => atMs + windowMs + marginMs > nowMs);
      const blocking = sent[sent.length - limit];
      return Math.max(exhaustedUntil, blocking === undefined ? nowMs : blocking.atMs + windowMs + marginMs);
    },
    grant(nowMs) {
      const own = { atMs: nowMs };
      sent.push(own);
      const sentThen = sent.length;
      const giveBack = (): void => {
        sent = sent.filter((other) => other !== own);
      };
      return {
        giveBack,
        done({ outcome, rateLimit }) {
          if (rateLimit?.limit !== undefined && rateLimit.limit >= 1) limit = Math.floor(rateLimit.limit);
          // A refused request does not count; how long it holds sending is the same for every kind of slots.
          if (outcome === "rate_limited") giveBack();
          // Nothing remains although we sent less: somebody else uses the account. A window that is full of our own
          // requests says more exactly when the next is free.
          else if (rateLimit?.remaining === 0 && rateLimit.resetMs !== undefined && sentThen < limit) {
            exhaustedUntil = Math.max(exhaustedUntil, parts.clock.now() + rateLimit.resetMs);
          }
        },
      };
    },
  });
}
