import type { Clock } from "../../src/core/clock";

/** A clock that stands still until it is told to go on. */
export interface FakeClock extends Clock {
  /** Goes on by `ms`, waking every sleeper at its own time and letting all that follows from it happen first. */
  advance(ms: number): Promise<void>;
  /** Goes on from sleeper to sleeper until nobody sleeps, for `limitMs` at most. */
  runAll(limitMs?: number): Promise<void>;
  /** How many sleep. */
  readonly sleepers: number;
}

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

export function createFakeClock(startMs = Date.UTC(2026, 0, 1)): FakeClock {
  let nowMs = startMs;
  const sleepers = new Set<Sleeper>();

  function next(untilMs: number): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of sleepers) {
      if (sleeper.atMs > untilMs) continue;
      if (first === undefined || sleeper.atMs < first.atMs) first = sleeper;
    }
    return first;
  }

  async function advanceTo(untilMs: number): Promise<void> {
    await flush();
    for (let sleeper = next(untilMs); sleeper !== undefined; sleeper = next(untilMs)) {
      sleepers.delete(sleeper);
      nowMs = Math.max(nowMs, sleeper.atMs);
      sleeper.wake();
      await flush();
    }
    nowMs = Math.max(nowMs, untilMs);
  }

  return {
    now: () => nowMs,
    sleep(delayMs, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason as Error);
          return;
        }
        const sleeper: Sleeper = {
          atMs: nowMs + Math.max(0, delayMs),
          wake() {
            signal?.removeEventListener("abort", abort);
            resolve();
          },
        };
        const abort = (): void => {
          sleepers.delete(sleeper);
          reject(signal?.reason as Error);
        };
        signal?.addEventListener("abort", abort, { once: true });
        sleepers.add(sleeper);
      });
    },
    advance: (ms) => advanceTo(nowMs + ms),
    async runAll(limitMs = 24 * 3_600_000) {
      const endMs = nowMs + limitMs;
      await flush();
      for (let sleeper = next(endMs); sleeper !== undefined; sleeper = next(endMs)) await advanceTo(sleeper.atMs);
    },
    get sleepers() {
      return sleepers.size;
    },
  };
}

/** Lets every promise that can settle without the clock do so. */
function flush(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
