import { createAlarm } from "./alarm";
import type { Answer } from "./answer";
import { atLeast } from "./answers/coverage";
import type { Clock } from "./clock";
import type { Waiter } from "./pending-lookup";

/** What settles a waiter besides the answer itself. */
export interface Settlement {
  /** Default 0. */
  readonly credits?: number;
  /** Whether a request was made for it. Default false. */
  readonly wasAsked?: boolean;
  /** Whether an earlier reply for it was lost. Default false. */
  readonly wasLost?: boolean;
  /** Whether another waiter's request answered it. Default false. */
  readonly isJoiner?: boolean;
}

/** Everyone whose ask is not settled: each leaves exactly once, by an answer or by withdrawing. */
export interface WaitingRoom {
  enter(waiter: Waiter): void;
  has(waiter: Waiter): boolean;
  settle(waiter: Waiter, answer: Answer, settlement?: Settlement): void;
  /** Rejects a waiter whose signal was aborted while its request was under way; false if it still wants an answer. */
  withdrawLate(waiter: Waiter): boolean;
}

export interface WaitingRoomParts {
  readonly clock: Clock;
  readonly waitLimitMs: number;
  /** These have withdrawn before they were sent: all of one signal at once. */
  readonly onWithdrawn: (waiters: readonly Waiter[]) => void;
  /** These have waited too long to be sent. */
  readonly onWaitedTooLong: (waiters: readonly Waiter[]) => void;
}

/** How long those in a request under way are given before their waiting time is looked at again. */
const lookAgainMs = 60_000;

export function createWaitingRoom(parts: WaitingRoomParts): WaitingRoom {
  const { clock, waitLimitMs } = parts;
  /** In the order they came, so that the first has waited longest. */
  const waiting = new Set<Waiter>();
  /** One listener for each signal, however many wait under it: a bulk run shares one. */
  const bySignal = new Map<AbortSignal, { readonly waiters: Set<Waiter>; readonly listener: () => void }>();
  const alarm = createAlarm(clock, () => {
    const now = clock.now();
    const late: Waiter[] = [];
    for (const waiter of waiting) {
      if (waiter.sinceMs + waitLimitMs > now) break;
      if (!waiter.isSent) late.push(waiter);
    }
    parts.onWaitedTooLong(late);
    const [first] = waiting;
    if (first !== undefined) alarm.set(Math.max(first.sinceMs + waitLimitMs, now + lookAgainMs));
  });

  function watch(waiter: Waiter, signal: AbortSignal): void {
    const known = bySignal.get(signal);
    if (known !== undefined) {
      known.waiters.add(waiter);
      return;
    }
    const waiters = new Set([waiter]);
    const listener = (): void => {
      bySignal.delete(signal);
      const withdrawn = [...waiters].filter(({ isSent }) => !isSent);
      for (const one of withdrawn) reject(one, signal);
      parts.onWithdrawn(withdrawn);
    };
    bySignal.set(signal, { waiters, listener });
    signal.addEventListener("abort", listener, { once: true });
  }

  function leave(waiter: Waiter): void {
    waiting.delete(waiter);
    if (waiting.size === 0) alarm.clear();
    const { signal } = waiter;
    if (signal === undefined) return;
    const known = bySignal.get(signal);
    if (known === undefined || !known.waiters.delete(waiter) || known.waiters.size > 0) return;
    bySignal.delete(signal);
    signal.removeEventListener("abort", known.listener);
  }

  function reject(waiter: Waiter, signal: AbortSignal): void {
    leave(waiter);
    waiter.reject(signal.reason);
  }

  return {
    has: (waiter) => waiting.has(waiter),
    enter(waiter) {
      if (waiting.size === 0) alarm.set(waiter.sinceMs + waitLimitMs);
      waiting.add(waiter);
      if (waiter.signal) watch(waiter, waiter.signal);
    },
    settle(waiter, answer, { credits = 0, wasAsked = false, wasLost = false, isJoiner = false } = {}) {
      leave(waiter);
      waiter.resolve({
        answer: atLeast(answer, waiter.minScore),
        credits,
        origin: wasAsked ? "asked" : "kept",
        ...(isJoiner && { joined: true }),
        ...(wasLost && { possiblyBilled: true }),
      });
    },
    withdrawLate(waiter) {
      const { signal } = waiter;
      if (!signal?.aborted) return false;
      reject(waiter, signal);
      return true;
    },
  };
}
