import { createAlarm } from "./alarm";
import type { Clock, Random } from "./clock";
import type { BatchReply } from "./service";

/** The right to send one request now. Settle it once, by `done` or `giveBack`. */
export interface Slot {
  /** The request has ended with this reply: its headers teach the limit, a 429 holds all sending. */
  done(reply: BatchReply): void;
  /** Nothing was sent. */
  giveBack(): void;
}

/** Grants the right to send, in the order it was asked for. */
export interface Slots {
  /** Rejects with `signal.reason` if aborted before a slot was free. */
  acquire(signal: AbortSignal): Promise<Slot>;
}

/** What makes one kind of limit. */
export interface SlotRule {
  /** When the next slot is free, in milliseconds since the epoch; infinite while only an ended request frees one. */
  freeAt(nowMs: number): number;
  /** A slot was granted; returns what settling it changes. */
  grant(nowMs: number): { readonly done: (reply: BatchReply) => void; readonly giveBack: () => void };
}

export interface SlotParts {
  readonly clock: Clock;
  readonly random: Random;
}

/** How long a 429 without any hint holds sending. */
const unhintedHoldMs = 5_000;
/** Spread over which the held start again. */
const jitterMs = 1_000;

/** Slots by `rule`, first come first served, held back after a 429 for as long as it says. */
export function createSlots({ clock, random }: SlotParts, rule: SlotRule): Slots {
  const queue = new Set<{ readonly take: (slot: Slot) => void }>();
  let heldUntil = 0;
  const alarm = createAlarm(clock, serve);

  function serve(): void {
    for (const entry of queue) {
      const now = clock.now();
      const at = Math.max(heldUntil, rule.freeAt(now));
      if (at > now) {
        if (Number.isFinite(at)) alarm.set(at);
        return;
      }
      queue.delete(entry);
      entry.take(slotOf(rule.grant(now)));
    }
  }

  function slotOf({ done, giveBack }: ReturnType<SlotRule["grant"]>): Slot {
    return {
      done(reply) {
        done(reply);
        if (reply.outcome === "rate_limited") {
          const waitMs = reply.retryAfterMs ?? reply.rateLimit?.resetMs ?? unhintedHoldMs;
          heldUntil = Math.max(heldUntil, clock.now() + waitMs + random() * jitterMs);
        }
        serve();
      },
      giveBack() {
        giveBack();
        serve();
      },
    };
  }

  return {
    async acquire(signal) {
      signal.throwIfAborted();
      return new Promise((resolve, reject) => {
        const entry = { reject, take };
        queue.add(entry);
        signal.addEventListener("abort", leave, { once: true });
        serve();

        function take(slot: Slot): void {
          signal.removeEventListener("abort", leave);
          resolve(slot);
        }
        function leave(): void {
          queue.delete(entry);
          entry.reject(signal.reason);
        }
      });
    },
  };
}

/** At most `limit` requests under way, for a caller whose gateway knows the rate; obeys a 429 all the same. */
export function createConcurrencyLimit(limit: number, parts: SlotParts): Slots {
  let underWay = 0;
  const end = (): void => {
    underWay--;
  };
  return createSlots(parts, {
    freeAt: (nowMs) => (underWay < limit ? nowMs : Infinity),
    grant() {
      underWay++;
      return { done: end, giveBack: end };
    },
  });
}
