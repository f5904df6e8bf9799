import type { ConnectionState } from "../../core/connection";
import type { QuoteState } from "./quote-state";

/** Why a run cannot start now, as a short sentence; `undefined` where it can. */
export function obstacle(now: {
  readonly connection: ConnectionState;
  readonly quote: QuoteState;
  readonly overwrite: boolean;
}): string | undefined {
  const { connection, quote, overwrite } = now;
  if (connection.status === "loading") return "Connecting…";
  if (connection.status === "no_key") return "Add a key under Connection first.";
  if (connection.status === "unavailable") return "There is no connection; see Connection above.";
  if (quote.status === "none") {
    if (quote.missing === "fields") return "Choose at least one field.";
    return "Select a column of profile URLs or e-mails.";
  }
  if (quote.status === "counting") return "Counting…";
  if (quote.status === "failed") return "The cost could not be counted.";
  if (quote.quote.modes.overwrite.overwrites > 0 && !overwrite)
    return "Agree to overwrite under Quote, or select elsewhere.";
  return undefined;
}
