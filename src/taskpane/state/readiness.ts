import type { ConnectionState } from "../../core/connection";
import { overwritesOf, type QuoteState } from "./quote-state";

/** Why a run cannot start now, as a short sentence; `undefined` where it can. */
export function obstacle(now: {
  readonly connection: ConnectionState;
  readonly quote: QuoteState;
  readonly agreed: boolean;
}): string | undefined {
  const { connection, quote } = now;
  if (connection.status === "loading") return "Connecting…";
  if (connection.status === "no_key") return "Add a key under Connection first.";
  if (connection.status === "signed_out") return "Sign in under Connection first.";
  if (connection.status === "not_allowed") return "This account may not use Enrich; see Connection above.";
  if (connection.status === "unavailable") return "There is no connection; see Connection above.";
  if (quote.status === "none") {
    if (quote.missing === "fields") return "Choose at least one field.";
    return "Select a column of profile URLs or e-mails.";
  }
  if (quote.status === "counting") return "Counting…";
  if (quote.status === "failed") return "The cost could not be counted.";
  if (quote.quote.rows === 0) return nothingToDo[quote.request.mode];
  if (overwritesOf(quote) > 0 && !now.agreed) return "Agree to overwrite under Quote first.";
  return undefined;
}

const nothingToDo = {
  blanks: "Every row is filled already.",
  stale: "No row is stale.",
  overwrite: "There is no row to enrich.",
} as const;
