import { randomUUID } from "node:crypto";
import type { Clock } from "../../core/clock";
import type { AskOptions, Lookup, Outcome } from "../../core/enricher";
import type { AskMessage, ReplyMessage } from "./ask-messages";
import type { Outbox } from "./outbox";

/** Asks of this gateway that another one, the leader, is to pack. */
export interface ForwardedAsks {
  /** Rejects with `signal.reason` where it is withdrawn, and with `LeadPassed` where nobody leads. */
  forward(lookup: Lookup, options: AskOptions): Promise<Outcome>;
  receive(reply: ReplyMessage): void;
  /** Another gateway leads now: it is told everything that still waits. */
  resend(): void;
  /** Nobody leads, or this gateway does: whoever waits is told to try another way. */
  giveUp(): void;
}

export interface ForwardedAsksOptions {
  readonly outbox: Outbox;
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
  message: AskMessage;
  /** Why nobody wants it any more, and since when. */
  withdrawal?: { readonly reason: Error; readonly sinceMs: number };
  /** When the leader was told last. */
  toldAtMs: number;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/** The leader is told again after so long, in case a message was lost on its way. */
const remindMs = 10_000;
const lookMs = 2_000;
/** A leader that has said nothing of a withdrawal for so long says nothing any more. */
const mostUnconfirmedMs = 60_000;

/** Nobody knows whether it was sent: as good as a lost reply. */
function unconfirmed(asOf: number): Outcome {
  const answer = { status: "failed", code: "no_answer_in_time", possiblyBilled: true, asOf } as const;
  return { answer, credits: 0, origin: "asked" };
}

export function createForwardedAsks({ outbox, clock, asksRow, me }: ForwardedAsksOptions): ForwardedAsks {
  const waiting = new Map<string, Waiting>();
  let reminding: AbortController | undefined;

  /**
   * Where Redis does not say that it has taken it, it may have taken it all the same: it is told again under the same
   * name, because an ask under another would leave the credits of this one to nobody.
   */
  function tell(one: Waiting): void {
    one.toldAtMs = clock.now();
    outbox.put(asksRow, one.message).catch(() => (one.toldAtMs = -Infinity));
  }

  /** As long as anybody waits. */
  async function remind({ signal }: AbortController): Promise<void> {
    while (!signal.aborted) {
      await clock.sleep(lookMs, signal);
      const now = clock.now();
      for (const { withdrawal, resolve } of waiting.values()) {
        if (withdrawal !== undefined && now - withdrawal.sinceMs >= mostUnconfirmedMs) resolve(unconfirmed(now));
      }
      const late = [...waiting.values()].filter(({ toldAtMs }) => now - toldAtMs >= remindMs);
      for (const one of late) tell(one);
    }
  }

  function enter(id: string, one: Waiting): void {
    waiting.set(id, one);
    if (reminding !== undefined) return;
    reminding = new AbortController();
    remind(reminding).catch(() => undefined);
  }

  function leave(id: string): void {
    waiting.delete(id);
    if (waiting.size > 0) return;
    reminding?.abort();
    reminding = undefined;
  }

  return {
    async forward(lookup, { priority = "formula", refresh = false, caller = "", asker, signal }) {
      signal?.throwIfAborted();
      const message: AskMessage = {
        ...{ kind: "ask", id: randomUUID(), from: me, lookup, priority, refresh, caller },
        ...(asker !== undefined && { asker }),
      };
      const { id } = message;
      const outcome = new Promise<Outcome>((resolve, reject) => enter(id, { message, toldAtMs: 0, resolve, reject }));
      const withdraw = (): void => {
        const own = waiting.get(id);
        if (own === undefined) return;
        const cause: unknown = signal?.reason;
        const reason = cause instanceof Error ? cause : new Error("Withdrawn.", { cause });
        // Only the leader knows whether it was sent: then it has cost something, which somebody has to be told.
        own.withdrawal = { reason, sinceMs: clock.now() };
        own.message = { kind: "withdraw", id, from: me };
        tell(own);
      };
      signal?.addEventListener("abort", withdraw, { once: true });
      try {
        const own = waiting.get(id);
        if (own) tell(own);
        return await outcome;
      } finally {
        signal?.removeEventListener("abort", withdraw);
        outcome.catch(() => undefined);
        leave(id);
      }
    },
    receive(reply) {
      const one = waiting.get(reply.id);
      if ("outcome" in reply) one?.resolve(reply.outcome);
      else one?.reject(one.withdrawal?.reason ?? new LeadPassed("The leader has given it up."));
    },
    resend() {
      for (const one of waiting.values()) tell(one);
    },
    giveUp() {
      for (const { reject } of waiting.values()) reject(new LeadPassed("The lead has passed."));
    },
  };
}
