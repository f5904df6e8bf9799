import type { Failed } from "../../core/answer";
import { type CellError, notAvailable } from "../../core/cell-value";

/** `#N/A` with the sentence for a lookup that has no answer. */
export function failureCell(failed: Failed): CellError {
  const words = failureWords(failed);
  const isSaid = !failed.possiblyBilled || words.includes("possibly billed");
  return notAvailable(isSaid ? words : `${words} Possibly billed.`);
}

function failureWords({ code, detail }: Failed): string {
  switch (code) {
    case "key_refused":
      return "The key was refused: open the Enrich pane to use another, or to ask again once it works.";
    case "credits_used_up":
      return "Credits are used up: add some to the account, press Ask again in the Enrich pane, then recalculate.";
    case "emails_not_supported":
      return "This service does not look up e-mails";
    case "identifier_refused":
      return "The service refused this identifier";
    case "no_answer_in_time":
      return "No answer in time; possibly billed";
    case "still_queued":
      return "Still queued; nothing was spent.";
    case "no_key":
      return detail ?? "There is no key yet: open the Enrich pane to choose one.";
    case "sign_in_needed":
      return "Sign in under Connection in the Enrich pane";
    case "not_allowed":
      return "This account may not use Enrich: sign in with another under Connection in the Enrich pane.";
    case "approval_needed":
      return detail ?? "Waiting for your yes: approve in the Enrich pane.";
    case "cap_reached":
      return detail ?? "The spending cap is reached: raise it in the Enrich pane.";
    case "daily_limit":
      return detail ?? "The gateway's daily limit of credits is reached; it resets at 00:00 UTC.";
    case "paused":
      return detail ?? "Paid lookups are paused: resume them in the Enrich pane.";
    case "endpoint_denied":
      return detail ?? "The plan of this key does not include looking up people: use another key in the Enrich pane.";
    case "contract_changed":
      return detail ?? "The service answered in a way this version does not know.";
    case "service_unavailable":
      return detail ?? "The service is not available now: recalculate in a minute.";
    case "network_unavailable":
      return detail ?? "The service cannot be reached: recalculate when the network is back.";
    case "stopped":
      return detail ?? "Stopped before it was asked; nothing was spent.";
  }
}
