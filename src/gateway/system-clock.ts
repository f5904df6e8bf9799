import type { Clock } from "../core/clock";

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (delayMs, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(reasonOf(signal));
        return;
      }
      const timer = setTimeout(finish, delayMs);
      function finish() {
        signal?.removeEventListener("abort", abort);
        resolve();
      }
      function abort() {
        clearTimeout(timer);
        if (signal) reject(reasonOf(signal));
      }
      signal?.addEventListener("abort", abort, { once: true });
    }),
};

function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error("The wait was ended.", { cause: reason });
}
