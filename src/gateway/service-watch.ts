import type { Clock } from "../core/clock";
import type { BatchReply, EnrichService, RateLimitReading } from "../core/service";

/** What the last replies of the service said of itself. */
export interface ServiceWatch {
  readonly service: EnrichService;
  /** The rate limit as last stated, its window moved on by the time since; `undefined` before the first reply. */
  rateLimit(): RateLimitReading | undefined;
  lastOutcome(): BatchReply["outcome"] | undefined;
}

/** Listens to the replies of `service` in passing. */
export function watchService(
  service: EnrichService,
  clock: Clock,
  onReply: (outcome: BatchReply["outcome"], ms: number) => void = () => undefined,
): ServiceWatch {
  let reading: RateLimitReading | undefined;
  let readAtMs = 0;
  let outcome: BatchReply["outcome"] | undefined;
  return {
    service: {
      async enrich(batch, signal) {
        const sentAtMs = clock.now();
        const reply = await service.enrich(batch, signal);
        onReply(reply.outcome, clock.now() - sentAtMs);
        outcome = reply.outcome;
        if (reply.rateLimit) {
          reading = reply.rateLimit;
          readAtMs = clock.now();
        }
        return reply;
      },
    },
    lastOutcome: () => outcome,
    rateLimit() {
      if (reading?.resetMs === undefined) return reading;
      const resetMs = Math.max(0, reading.resetMs - (clock.now() - readAtMs));
      // The window has passed without a request of ours: all of it is free again.
      return resetMs === 0
        ? { ...reading, remaining: reading.limit ?? reading.remaining, resetMs }
        : { ...reading, resetMs };
    },
  };
}
