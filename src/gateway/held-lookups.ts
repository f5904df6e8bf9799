import { LRUCache } from "lru-cache";
import type { Clock } from "../core/clock";
import type { AskOptions, Enricher, Lookup, Outcome } from "../core/enricher";

/** One lookup of one request: it outlives the request by a while, so that asking again joins it. */
export interface HeldLookup {
  readonly outcome: Promise<Outcome>;
  /** Credits to report with the row: its own, and those of an earlier ask whose reply could not carry them. */
  deliver(outcome: Outcome): number;
  /** The reply goes out without this row: what it costs is told to whoever asks for the person again. */
  abandon(): void;
}

export interface HeldLookups {
  hold(lookup: Lookup, options: Omit<AskOptions, "signal">): HeldLookup;
}

export interface HeldLookupsOptions {
  readonly enricher: Enricher;
  readonly clock: Clock;
  /** How long a lookup stays queued, and its credits stay to be told, after its request has ended; default 60,000. */
  readonly rejoinMs?: number;
}

const maxOwed = 20_000;

/** Lookups that stay queued for a while after their request went away, each with the credits nobody was told of. */
export function createHeldLookups({ enricher, clock, rejoinMs = 60_000 }: HeldLookupsOptions): HeldLookups {
  const owed = new LRUCache<string, number>({ max: maxOwed, ttl: rejoinMs, ttlResolution: 0, perf: clock });

  function owe(key: string, credits: number): void {
    if (credits > 0) owed.set(key, (owed.get(key) ?? 0) + credits);
  }

  function collect(key: string): number {
    const credits = owed.get(key) ?? 0;
    owed.delete(key);
    return credits;
  }

  return {
    hold(lookup, options) {
      const { key } = lookup.identifier;
      const withdrawal = new AbortController();
      const outcome = enricher.ask(lookup, { ...options, signal: withdrawal.signal });
      return {
        outcome,
        deliver: ({ credits }) => credits + collect(key),
        abandon() {
          const ended = new AbortController();
          outcome
            .then(({ credits }) => owe(key, credits))
            // Withdrawn before it was sent: it cost nothing, and nobody waits.
            .catch(() => undefined)
            .finally(() => ended.abort());
          clock.sleep(rejoinMs, ended.signal).then(
            () => withdrawal.abort(new Error("Nobody asked for it again.")),
            () => undefined,
          );
        },
      };
    },
  };
}
