import type { Clock } from "../core/clock";
import { createSteadyTime } from "../core/steady-time";

/** The clock of this page. */
export const browserClock: Clock = {
  now: createSteadyTime(() => Date.now()),
  sleep: (delayMs, signal) =>
    new Promise((resolve, reject) => {
      const fail = (): void => {
        clearTimeout(timer);
        reject(reasonOf(signal?.reason));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", fail);
        resolve();
      }, delayMs);
      if (signal?.aborted) fail();
      else signal?.addEventListener("abort", fail, { once: true });
    }),
};

function reasonOf(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("The wait was ended.", { cause: reason });
}
