import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import type { Clock } from "../../core/clock";
import type { AskOptions, Lookup, Outcome } from "../../core/enricher";
import type { AskMessage, ReplyMessage } from "./ask-messages";

/** Asks of this gateway that another one, the leader, is to pack. */
export interface ForwardedAsks {
  /** Rejects with `signal.reason` where it is withdrawn, and with an error where Redis does not take it. */
  forward(lookup: Lookup, options: AskOptions): Promise<Outcome>;
  receive(reply: ReplyMessage): void;
  /** Another gateway leads now: it is told everything that still waits. */
  resend(): void;
  /** Nobody leads, or this gateway does: whoever waits is told to try another way. */
  giveUp(): void;
}

export interface ForwardedAsksOptions {
  readonly redis: Redis;
  readonly clock: Clock;
  /** The list that the leader reads. */
  readonly asksRow: string;
  /** This gateway's name: where the reply is to go. */
  readonly me: string;
}

/** Thrown to whoever waits when the lead has passed: asking again is safe, because nothing was promised. */
export class LeadPassed extends Error {
  override readonly name = "LeadPassed";
}

interface Waiting {
  readonly message: AskMessage;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/** The leader is told again after so long, in case a message was lost on its way. */
const remindMs = 10_000;

export function createForwardedAsks({ redis, clock, asksRow, me }: ForwardedAsksOptions): ForwardedAsks {
  const waiting = new Map<string, Waiting>();

  async function send(messages: readonly AskMessage[]): Promise<void> {
    if (messages.length > 0) await redis.rpush(asksRow, ...messages.map((message) => JSON.stringify(message)));
  }

  /** Until the ask has ended. */
  async function remind(message: AskMessage, ended: AbortSignal): Promise<void> {
    while (!ended.aborted) {
      await clock.sleep(remindMs, ended);
      await send([message]).catch(() => undefined);
    }
  }

  return {
    async forward(lookup, { priority = "formula", refresh = false, caller = "", asker, signal }) {
      signal?.throwIfAborted();
      const message: AskMessage = {
        ...{ kind: "ask", id: randomUUID(), from: me, lookup, priority, refresh, caller },
        ...(asker !== undefined && { asker }),
      };
      const { id } = message;
      const ended = new AbortController();
      const outcome = new Promise<Outcome>((resolve, reject) => waiting.set(id, { message, resolve, reject }));
      const withdraw = (): void => {
        const reason: unknown = signal?.reason;
        waiting.get(id)?.reject(reason instanceof Error ? reason : new Error("Withdrawn.", { cause: reason }));
        // A message that is lost leaves one lookup too many in the queue of the leader, who forgets it by itself.
        send([{ kind: "withdraw", id }]).catch(() => undefined);
      };
      signal?.addEventListener("abort", withdraw, { once: true });
      try {
        await send([message]);
        remind(message, ended.signal).catch(() => undefined);
        return await outcome;
      } finally {
        signal?.removeEventListener("abort", withdraw);
        outcome.catch(() => undefined);
        waiting.delete(id);
        ended.abort();
      }
    },
    receive({ id, outcome }) {
      waiting.get(id)?.resolve(outcome);
    },
    resend() {
      send([...waiting.values()].map(({ message }) => message)).catch(() => undefined);
    },
    giveUp() {
      for (const { reject } of waiting.values()) reject(new LeadPassed("The lead has passed."));
    },
  };
}
