import { LRUCache } from "lru-cache";
import type { Clock } from "../../core/clock";
import type { AskOptions, Lookup, Outcome } from "../../core/enricher";
import type { AskMessage, ReplyMessage } from "./ask-messages";
import type { Outbox } from "./outbox";

/** Asks of other gateways that this one, the leader, answers. */
export interface ServedAsks {
  serve(message: AskMessage): void;
}

export interface ServedAsksOptions {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly answer: (lookup: Lookup, options: AskOptions) => Promise<Outcome>;
  /** The list that the gateway of this name reads. */
  readonly repliesRow: (gateway: string) => string;
}

type Ask = Extract<AskMessage, { kind: "ask" }>;

interface Served {
  readonly withdrawal: AbortController;
  /** Once there is one. */
  outcome: Outcome | undefined;
}

/**
 * A gateway reminds of what it waits for: within this time the outcome is told again, not asked for again. One that
 * does not remind has gone, and what it asked for and was not sent yet is not bought.
 */
const rememberedMs = 120_000;
const lookMs = 10_000;
const mostServed = 100_000;

export function createServedAsks({ outbox, clock, answer, repliesRow }: ServedAsksOptions): ServedAsks {
  let lookedAtMs = -Infinity;
  const served = new LRUCache<string, Served>({
    max: mostServed,
    ttl: rememberedMs,
    ttlResolution: 0,
    updateAgeOnGet: true,
    perf: clock,
    dispose: ({ withdrawal }) => withdrawal.abort(new Error("Nobody waits for it.")),
  });

  /** Those not reminded of; looked for now and then, because it takes a look at all. */
  function lookForGone(): void {
    if (clock.now() - lookedAtMs < lookMs) return;
    lookedAtMs = clock.now();
    served.purgeStale();
  }

  function reply({ from, id }: Ask, outcome: Outcome): void {
    // Where Redis does not take it, the gateway that waits reminds of it.
    outbox.put(repliesRow(from), { id, outcome } satisfies ReplyMessage).catch(() => undefined);
  }

  async function serveNew(ask: Ask): Promise<void> {
    const { id, lookup, priority, refresh, caller = "", asker } = ask;
    const withdrawal = new AbortController();
    const own: Served = { withdrawal, outcome: undefined };
    served.set(id, own);
    try {
      const asked = { priority, refresh, caller, ...(asker !== undefined && { asker }) };
      own.outcome = await answer(lookup, { ...asked, signal: withdrawal.signal });
      reply(ask, own.outcome);
    } catch {
      // Withdrawn, or the lead has passed, or Redis is away: the gateway that waits asks again.
      if (served.peek(id) === own) served.delete(id);
    }
  }

  return {
    serve(message) {
      lookForGone();
      if (message.kind === "withdraw") {
        served.delete(message.id);
        return;
      }
      const known = served.get(message.id);
      if (known === undefined) void serveNew(message);
      else if (known.outcome !== undefined) reply(message, known.outcome);
    },
  };
}
