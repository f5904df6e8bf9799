import type { FailureCode } from "../answer";

/** What became of one row. */
export type RowVerdict =
  | { readonly status: "matched" | "not_found" | "redacted"; readonly isKnown: boolean }
  | { readonly status: "invalid" }
  | { readonly status: "failed"; readonly code: FailureCode };
