import type { Random } from "./clock";

const baseMs = 1_000;
const capMs = 8_000;

/** How long to wait after the n-th failure in a row (from 1): full jitter, so that many callers do not come back at once. */
export function backOffMs(failures: number, random: Random): number {
  return random() * Math.min(capMs, baseMs * 2 ** (failures - 1));
}
