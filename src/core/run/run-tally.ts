import type { FailureCode } from "../answer";
import type { Outcome } from "../enricher";
import type { RunProgress } from "./bulk-run";

/** What became of one row. */
export type RowVerdict =
  | { readonly status: "matched" | "not_found" | "redacted"; readonly isKnown: boolean }
  | { readonly status: "invalid" }
  | { readonly status: "failed"; readonly code: FailureCode };

/** Counts the rows of one run. */
export interface RunTally {
  /** A row has been dealt with: written, or found gone from the sheet. */
  settle(verdict: RowVerdict, isVanished: boolean): void;
  /** What asking for one person cost. */
  addCost(outcome: Outcome): void;
  progress(requestsSent: number): RunProgress;
}

/** A tally over so many rows; a row that vanished counts as that alone, whatever its answer was. */
export function createRunTally(rows: number): RunTally {
  const counts = { matched: 0, notFound: 0, redacted: 0, invalid: 0, failed: 0, vanished: 0, known: 0 };
  const failures = new Map<FailureCode, number>();
  let done = 0;
  let possiblyBilled = 0;
  let creditsUsed = 0;

  return {
    settle(verdict, isVanished) {
      done += 1;
      if (isVanished) {
        counts.vanished += 1;
        return;
      }
      if ("isKnown" in verdict && verdict.isKnown) counts.known += 1;
      if (verdict.status === "failed") failures.set(verdict.code, (failures.get(verdict.code) ?? 0) + 1);
      counts[verdict.status === "not_found" ? "notFound" : verdict.status] += 1;
    },
    addCost({ answer, credits, possiblyBilled: isBilledBesides = false }) {
      creditsUsed += credits;
      if (isBilledBesides || (answer.status === "failed" && answer.possiblyBilled)) possiblyBilled += 1;
    },
    progress(requestsSent) {
      const codes = [...failures].map(([code, count]) => ({ code, rows: count }));
      return {
        rows,
        done,
        ...counts,
        failures: codes.sort((one, other) => other.rows - one.rows),
        possiblyBilled,
        creditsUsed,
        requestsSent,
      };
    },
  };
}
