import type { KeptAnswer } from "./answer";

export interface FreshnessSettings {
  /** How long a found person counts as fresh. Default 30 days. */
  readonly foundFreshMs: number;
  /** How long "nobody found" counts as fresh. Default 7 days. */
  readonly notFoundFreshMs: number;
}

const dayMs = 86_400_000;

export const freshnessDefaults: FreshnessSettings = { foundFreshMs: 30 * dayMs, notFoundFreshMs: 7 * dayMs };

/** Whether an answer is older than its freshness time. It is served all the same: this only marks it. */
export function isStale(answer: KeptAnswer, nowMs: number, settings: FreshnessSettings = freshnessDefaults): boolean {
  const freshMs = answer.status === "matched" ? settings.foundFreshMs : settings.notFoundFreshMs;
  return nowMs - answer.asOf > freshMs;
}
