import type { Clock } from "../core/clock";

export interface SettledWithinOptions {
  readonly clock: Clock;
  readonly holdMs: number;
  /** Ends the wait when nobody listens any more. */
  readonly gone: AbortSignal;
}

/** Made once: a reason made anew for each reply costs more than finding a known answer. */
const ended = new Error("The wait has ended.");

/** What resolved within the time, `undefined` for the rest, in order; rejects as soon as one rejects. */
export async function settledWithin<Value>(
  promises: readonly Promise<Value>[],
  { clock, holdMs, gone }: SettledWithinOptions,
): Promise<readonly (Value | undefined)[]> {
  const values: (Value | undefined)[] = promises.map(() => undefined);
  const all = Promise.all(
    promises.map(async (promise, index) => {
      values[index] = await promise;
    }),
  );
  const over = new AbortController();
  const endWait = () => over.abort(ended);
  gone.addEventListener("abort", endWait, { once: true });
  if (gone.aborted) endWait();
  try {
    await Promise.race([all, clock.sleep(holdMs, over.signal).catch(() => undefined)]);
  } finally {
    gone.removeEventListener("abort", endWait);
    endWait();
  }
  // What comes later belongs to nobody here: neither its value nor its failure.
  all.catch(() => undefined);
  return [...values];
}
