import type { Clock } from "../../src/core/clock";

/** A clock that stands still until it is advanced. */
export interface SteppedClock extends Clock {
  /** Lets time pass; whatever was due by then has run, in the order of its time, when this resolves. */
  advance(byMs: number): Promise<void>;
  /** Lets time pass, in steps, until `promise` has settled; rejects after a simulated day. */
  until<Value>(promise: Promise<Value>): Promise<Value>;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export function createSteppedClock(start = Date.UTC(2026, 0, 1)): SteppedClock {
  let now = start;
  const sleepers = new Set<Sleeper>();

  async function advance(byMs: number): Promise<void> {
    const end = now + byMs;
    for (;;) {
      await quiet();
      const next = [...sleepers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (next === undefined) break;
      now = next.at;
      sleepers.delete(next);
      next.wake();
    }
    now = end;
  }

  return {
    now: () => now,
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        const refuse = (): void => reject(signal?.reason as Error);
        if (signal?.aborted === true) {
          refuse();
          return;
        }
        const sleeper: Sleeper = { at: now + delayMs, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", () => sleepers.delete(sleeper) && refuse(), { once: true });
      }),
    advance,
    async until(promise) {
      const settled = { yet: false };
      const mark = (): void => void (settled.yet = true);
      promise.then(mark, mark);
      for (let passedMs = 0; passedMs < 86_400_000; passedMs += 50) {
        await quiet();
        if (settled.yet) return promise;
        await advance(50);
      }
      throw new Error("The promise was still pending after a simulated day.");
    },
  };
}

/** Until everything that waits for nothing but its turn has had it. */
async function quiet(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}
