import type { Redis } from "ioredis";
import { LRUCache } from "lru-cache";
import type { Clock } from "../../core/clock";
import type { AskOptions, Lookup, Outcome } from "../../core/enricher";
import type { AskMessage, ReplyMessage } from "./ask-messages";

/** Asks of other gateways that this one, the leader, answers. */
export interface ServedAsks {
  serve(message: AskMessage): void;
}

export interface ServedAsksOptions {
  readonly redis: Redis;
  readonly clock: Clock;
  readonly answer: (lookup: Lookup, options: AskOptions) => Promise<Outcome>;
  /** The list that the gateway of this name reads. */
  readonly repliesRow: (gateway: string) => string;
}

interface Served {
  readonly withdrawal: AbortController;
  readonly outcome: Promise<Outcome>;
}

/** A gateway reminds of what it waits for: within this time the outcome is told again, not asked for again. */
const rememberedMs = 120_000;
/** Replies for a gateway that has gone are deleted after so long. */
const unreadMs = 120_000;
const mostServed = 100_000;

export function createServedAsks({ redis, clock, answer, repliesRow }: ServedAsksOptions): ServedAsks {
  const served = new LRUCache<string, Served>({
    max: mostServed,
    ttl: rememberedMs,
    ttlResolution: 0,
    updateAgeOnGet: true,
    perf: clock,
  });

  async function reply(gateway: string, message: ReplyMessage): Promise<void> {
    const row = repliesRow(gateway);
    await redis.multi().rpush(row, JSON.stringify(message)).pexpire(row, unreadMs).exec();
  }

  return {
    serve(message) {
      const { id } = message;
      if (message.kind === "withdraw") {
        served.get(id)?.withdrawal.abort(new Error("Withdrawn."));
        served.delete(id);
        return;
      }
      const { lookup, priority, refresh, caller = "", asker, from } = message;
      let own = served.get(id);
      if (own === undefined) {
        const withdrawal = new AbortController();
        const asked = { priority, refresh, caller, ...(asker !== undefined && { asker }) };
        own = { withdrawal, outcome: answer(lookup, { ...asked, signal: withdrawal.signal }) };
        served.set(id, own);
      }
      own.outcome
        .then((outcome) => reply(from, { id, outcome }))
        // Withdrawn, or the lead has passed, or Redis is away: the gateway that waits asks again.
        .catch(() => served.delete(id));
    },
  };
}
