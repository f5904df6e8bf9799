import type { Clock } from "./clock";
import type { SpendGate, SpendVerdict } from "./spend-gate";

/** Knows for a while that a gateway spends no more today, so that it need not refuse everybody one by one. */
export interface DailyLimit {
  /** The gate as it was; while the limit is known it holds everybody, so that only what is free is looked for. */
  readonly gate: SpendGate | undefined;
  /** The gateway has said so, in this sentence. */
  note(detail: string): void;
}

/** The limit is believed for `failureMs`: an administrator may raise it at any time. */
export function createDailyLimit(
  gate: SpendGate | undefined,
  { clock, failureMs }: { readonly clock: Clock; readonly failureMs: number },
): DailyLimit {
  let known: { readonly detail: string; readonly untilMs: number } | undefined;

  function refusal(): SpendVerdict | undefined {
    if (known === undefined || clock.now() >= known.untilMs) return undefined;
    return { code: "daily_limit", detail: known.detail };
  }

  return {
    note(detail) {
      known = { detail, untilMs: clock.now() + failureMs };
    },
    gate: gate && {
      noteFree: (burst) => gate.noteFree(burst),
      wouldHold: async (burst) => (refusal() ? burst.map(() => true) : gate.wouldHold(burst)),
      async judge(burst) {
        const refused = refusal();
        return refused ? burst.map(() => refused) : gate.judge(burst);
      },
    },
  };
}
