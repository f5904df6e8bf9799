import type { RunQuote } from "../../core/run/bulk-run";
import type { RunRequest } from "../../core/run/run-request";
import type { SelectionView } from "../../core/run/selection-view";

/** The quote as far as it is known; older numbers stay in sight while new ones are counted, so that nothing jumps. */
export type QuoteState =
  | { readonly status: "none"; readonly missing: "selection" | "people" | "fields" }
  | { readonly status: "counting"; readonly previous: RunQuote | undefined }
  | { readonly status: "ready"; readonly request: RunRequest; readonly quote: RunQuote }
  | { readonly status: "failed"; readonly detail: string };

/** Rows a run over the selection would deal with: all that are not blank. */
export function rowsToEnrich(selection: SelectionView | undefined): number {
  if (selection === undefined) return 0;
  const { urls, emails, invalid } = selection.count;
  return urls + emails + invalid;
}
