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
type Withdrawal = Extract<AskMessage, { kind: "withdraw" }>;

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

  function reply(gateway: string, message: ReplyMessage): void {
    // Where Redis does not take it, the gateway that waits reminds of it.
    outbox.put(repliesRow(gateway), message).catch(() => undefined);
  }

  async function serveNew(ask: Ask): Promise<void> {
    const { id, from, lookup, priority, refresh, caller = "", asker } = ask;
    const withdrawal = new AbortController();
    const own: Served = { withdrawal, outcome: undefined };
    served.set(id, own);
    try {
      const asked = { priority, refresh, caller, ...(asker !== undefined && { asker }) };
      own.outcome = await answer(lookup, { ...asked, signal: withdrawal.signal });
      reply(from, { id, outcome: own.outcome });
    } catch {
      // Otherwise the lead has passed, or Redis is away: the gateway that waits asks again.
      if (withdrawal.signal.aborted) reply(from, { id, withdrawn: true });
      if (served.peek(id) === own) served.delete(id);
    }
  }

  /** Too late where it is in a request under way: then its outcome is told. */
  function withdraw({ id, from }: Withdrawal): void {
    const known = served.get(id);
    known?.withdrawal.abort(new Error("Withdrawn."));
    if (from === undefined) return;
    if (known === undefined) reply(from, { id, withdrawn: true });
    else if (known.outcome !== undefined) reply(from, { id, outcome: known.outcome });
  }

  return {
    serve(message) {
      lookForGone();
      if (message.kind === "withdraw") {
        withdraw(message);
        return;
      }
      const { id, from } = message;
      const known = served.get(id);
      if (known === undefined) void serveNew(message);
      else if (known.outcome !== undefined) reply(from, { id, outcome: known.outcome });
    },
  };
}
