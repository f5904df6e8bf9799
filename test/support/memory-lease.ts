import type { Clock } from "../../src/core/clock";
import type { LeaseClaim, RunLease } from "../../src/core/run/run-lease";

const expiryMs = 60_000;

/** Leases in one workbook in memory; `as` gives the port of one of its users. */
export function memoryLeases(clock: Clock) {
  const held = new Map<string, { claim: LeaseClaim; address: string; sinceMs: number; renewedMs: number }>();
  const lease: RunLease = {
    take(key, claim) {
      const place = `${key.sheetId} ${key.column}`;
      const other = held.get(place);
      if (other !== undefined && other.claim.runId !== claim.runId) {
        const isExpired = clock.now() - other.renewedMs > expiryMs;
        const { address, sinceMs } = other;
        if (!isExpired || !claim.takesOver) {
          return Promise.resolve({ heldBy: { who: other.claim.who, address, sinceMs, isExpired } });
        }
      }
      const own = { claim, address: key.address, sinceMs: clock.now(), renewedMs: clock.now() };
      held.set(place, own);
      return Promise.resolve({
        held: {
          renew() {
            own.renewedMs = clock.now();
            return Promise.resolve(held.get(place) === own);
          },
          release() {
            if (held.get(place) === own) held.delete(place);
            return Promise.resolve();
          },
        },
      });
    },
  };
  return { lease, held };
}
