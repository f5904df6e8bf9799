import type { RunQuote } from "../../core/run/bulk-run";
import type { RunRequest } from "../../core/run/run-request";
import type { SelectionView } from "../../core/run/selection-view";

/** The quote as far as it is known; older numbers stay in sight while new ones are counted, so that nothing jumps. */
export type QuoteState =
  | { readonly status: "none"; readonly missing: "selection" | "people" | "fields" }
  | { readonly status: "counting"; readonly previous: ReadyQuote | undefined }
  | ReadyQuote
  | { readonly status: "failed"; readonly detail: string };

export interface ReadyQuote {
  readonly status: "ready";
  readonly request: RunRequest;
  readonly quote: RunQuote;
}

/** The numbers to show: the newest, or those from before something changed. */
export function shownQuote(state: QuoteState): ReadyQuote | undefined {
  if (state.status === "ready") return state;
  return state.status === "counting" ? state.previous : undefined;
}

/** Cells that the quoted run would write over. */
export function overwritesOf({ request, quote }: ReadyQuote): number {
  return quote.modes[request.mode].overwrites;
}

/** Whether it matters which rows are dealt with: not where every cell beside them is free and no answer is old. */
export function isModeAQuestion({ request, quote: { modes } }: ReadyQuote): boolean {
  const { blanks, stale, overwrite } = modes;
  return request.mode !== "blanks" || stale.rows > 0 || overwrite.overwrites > 0 || blanks.rows !== overwrite.rows;
}

/** Rows the run would deal with; as long as that is not counted, all that are not blank. */
export function rowsToEnrich(selection: SelectionView | undefined, state: QuoteState): number {
  const shown = shownQuote(state);
  if (shown !== undefined) return shown.quote.rows;
  if (selection === undefined || selection.count.people === 0) return 0;
  const { urls, emails, invalid } = selection.count;
  return urls + emails + invalid;
}
