import type { Clock } from "../core/clock";
import { createSteadyTime } from "../core/steady-time";

/** The clock of this machine. */
export const systemClock: Clock = {
  now: createSteadyTime(() => Date.now()),
  sleep: (delayMs, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(reasonOf(signal));
        return;
      }
      // No timer takes less than a millisecond: whoever only waits for the end of this turn does not wait for one.
      const ending = delayMs > 0 ? endTimer(setTimeout(finish, delayMs)) : endImmediate(setImmediate(finish));
      function finish() {
        signal?.removeEventListener("abort", abort);
        resolve();
      }
      function abort() {
        ending();
        if (signal) reject(reasonOf(signal));
      }
      signal?.addEventListener("abort", abort, { once: true });
    }),
};

const endTimer = (timer: NodeJS.Timeout) => () => clearTimeout(timer);
const endImmediate = (immediate: NodeJS.Immediate) => () => clearImmediate(immediate);

function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error("The wait was ended.", { cause: reason });
}
