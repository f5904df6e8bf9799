import type { Enricher } from "../../core/enricher";

/** Calls `onSpent` when credits were used and nothing is asked for any more; returns what ends that. */
export function followSpending({ activity }: Pick<Enricher, "activity">, onSpent: () => void): () => void {
  let seen = activity.get().creditsUsed;
  return activity.subscribe(() => {
    const { creditsUsed, waiting, inFlight } = activity.get();
    // It starts from nothing with each connection.
    if (creditsUsed < seen) seen = creditsUsed;
    if (waiting + inFlight > 0 || creditsUsed === seen) return;
    seen = creditsUsed;
    onSpent();
  });
}
