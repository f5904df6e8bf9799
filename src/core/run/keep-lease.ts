import type { Clock } from "../clock";
import type { Lease } from "./run-lease";

const heartbeatMs = 20_000;

/** Renews a lease until the returned function is called, which gives it back; `onLost` where somebody has taken it. */
export function keepLease(lease: Lease, clock: Clock, onLost: () => void): () => Promise<void> {
  const end = new AbortController();

  async function beat(): Promise<void> {
    for (;;) {
      await clock.sleep(heartbeatMs, end.signal);
      // A workbook that cannot be reached now may be at the next beat; a lease lasts for three.
      const isHeld = await lease.renew().catch(() => true);
      if (isHeld) continue;
      if (!end.signal.aborted) onLost();
      return;
    }
  }
  // Only ever rejects because of `end`.
  beat().catch(() => undefined);

  return async () => {
    end.abort();
    // Where it cannot be given back it expires.
    await lease.release().catch(() => undefined);
  };
}
