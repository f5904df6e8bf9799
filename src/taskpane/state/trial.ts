import type { RunProgress } from "../../core/run/bulk-run";

/** What a try of the first few says of the rest. */
export interface Trial {
  readonly tried: number;
  readonly matched: number;
  readonly credits: number;
  readonly startedAtMs: number;
  /** Share of the rest that will match, 19 times out of 20. */
  readonly share: { readonly low: number; readonly high: number };
}

/** How many "Try 5 rows" asks for. */
export const trialRows = 5;

/** What a run over a few rows showed; `undefined` where nobody answered. */
export function trialOf(progress: RunProgress): Trial | undefined {
  const { matched, notFound, redacted, creditsUsed, startedAtMs } = progress;
  const tried = matched + notFound + redacted;
  if (tried === 0) return undefined;
  return { tried, matched, credits: creditsUsed, startedAtMs, share: wilson(matched, tried) };
}

/** Two clocks that differ by a minute do no harm: whoever was asked for just before is as new as can be. */
const clockToleranceMs = 60_000;

/** Since when answers are new enough for a refresh of the rest. */
export function triedSinceMs(trial: Trial | undefined): number | undefined {
  return trial && trial.startedAtMs - clockToleranceMs;
}

/** People of the rest who will match, and what they will cost at most. */
export function extrapolate(trial: Trial, rest: { readonly people: number; readonly mostCredits: number }) {
  const { low, high } = trial.share;
  return {
    people: { low: Math.floor(rest.people * low), high: Math.ceil(rest.people * high) },
    credits: { low: Math.floor(rest.mostCredits * low), high: Math.ceil(rest.mostCredits * high) },
  };
}

/** Wilson's interval: right also for few tries and for all or none of them. */
function wilson(hits: number, tries: number): { readonly low: number; readonly high: number } {
  const z = 1.96;
  const share = hits / tries;
  const middle = (share + (z * z) / (2 * tries)) / (1 + (z * z) / tries);
  const reach = (z / (1 + (z * z) / tries)) * Math.sqrt((share * (1 - share)) / tries + (z * z) / (4 * tries * tries));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}
