/** Every way in which this server can be made to misbehave, with what it then does. */
export const faultSentences = {
  "429": "Refuses as rate limited, with the window's headers, nothing billed.",
  "429_retry_after": "Refuses as rate limited with Retry-After in seconds.",
  "429_retry_after_date": "Refuses as rate limited with Retry-After as a date.",
  "429_without_headers": "Refuses as rate limited without any hint when to come back.",
  limit_lowered: "Lets only 5 requests a minute through until the faults are cleared, and says so in the headers.",
  "500_once": "Answers 500 once, nothing billed.",
  "500_always": "Answers 500 until the faults are cleared, nothing billed.",
  "502_html": "A proxy answers 502 with an HTML page, nothing billed.",
  "503": "A proxy answers 503 with plain text, nothing billed.",
  "504_after_billing": "A proxy gives up with 504 after the request was billed.",
  html_body: "A proxy answers 200 with an HTML page, nothing billed.",
  "402_after_n": "Answers 402 once `times` more credits have been billed, until the faults are cleared.",
  "403_credits": "Answers 403 about credits, as older versions did, until the faults are cleared.",
  key_revoked: "Refuses every key until the faults are cleared.",
  endpoint_denied: "Answers 403: the plan does not include the endpoint, until the faults are cleared.",
  summary_denied: "Locks the leaf basic_profile.summary until the faults are cleared: asking its section fails too.",
  full_plan: "Opens the sections that an ordinary plan locks, until the faults are cleared.",
  emails_refused: "Refuses the parameter business_emails as the newest contract does, until the faults are cleared.",
  refresh_flags_refused: "Refuses force_fetch and enrich_realtime, until the faults are cleared.",
  encoded_slugs_refused: "Refuses requests that carry a percent-encoded slug, until the faults are cleared.",
  version_refused: "Refuses the API version, until the faults are cleared.",
  refused_400: "Answers 400 without naming a reason.",
  "422": "Answers 422 without naming a reason.",
  "413": "Answers 413 to more than 5 identifiers, until the faults are cleared.",
  slow: "Answers late, after 3 seconds.",
  timeout: "Bills, then never answers until the client gives up.",
  truncated_json: "Bills, then sends half of the body as if it were whole.",
  cut_body: "Bills, then resets the connection in the middle of the body.",
  empty_body: "Bills, then answers 200 without a body.",
  reset_connection: "Bills, then resets the connection without an answer.",
  reset_before_billing: "Resets the connection before any work was done.",
  wrapped_results: "Bills, then answers an object with results instead of a list: a contract of the future.",
  shuffled_rows: "Returns the rows in another order.",
  missing_rows: "Leaves out rows without a match, and the last row, unbilled.",
  bare_empty_list: "Answers an empty list, nothing billed.",
  slash_matched_on: "Writes or removes the last slash in matched_on.",
  foreign_matched_on: "Says in matched_on what nobody asked for.",
  null_values: "Sends null for texts, numbers and lists, except names.",
  empty_values: "Sends empty texts and lists, except names.",
  absent_values: "Leaves texts, numbers and lists out, except names.",
  older_shapes: "Sends company_name for name, and the location as plain text.",
  unknown_enums: "Uses words for match_type, match_status and seniority that no documentation lists.",
  several_candidates: "Returns three candidates for each matched row, best first.",
  different_person: "Returns another person's data for each matched row.",
  not_found_404: "Answers 404 with an envelope where nobody matched, until the faults are cleared.",
  not_found_404_empty: "Answers 404 without a body where nobody matched, until the faults are cleared.",
  no_cors: "Sends no CORS headers and refuses preflights, until the faults are cleared.",
} as const;

export type FaultName = keyof typeof faultSentences;

/** A fault that holds until cleared; others are used up by `times` requests. */
export function isLasting(name: FaultName): boolean {
  return name === "402_after_n" || faultSentences[name].includes("until the faults are cleared");
}

export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faultSentences, name);
}

/** The names of all faults. */
export const faultNames: readonly FaultName[] = Object.keys(faultSentences).filter(isFaultName);

export interface Faults {
  switchOn(name: FaultName, times: number): void;
  clear(): void;
  /** Whether it is on; a fault that does not last is used once by the question. */
  strikes(name: FaultName): boolean;
  /** The `times` it was switched on with, as far as unused. */
  left(name: FaultName): number | undefined;
  active(): Readonly<Record<string, number>>;
}

export function createFaults(): Faults {
  const left = new Map<FaultName, number>();
  return {
    switchOn: (name, times) => void left.set(name, times),
    clear: () => left.clear(),
    strikes(name) {
      const times = left.get(name);
      if (times === undefined) return false;
      if (!isLasting(name)) {
        if (times > 1) left.set(name, times - 1);
        else left.delete(name);
      }
      return true;
    },
    left: (name) => left.get(name),
    active: () => Object.fromEntries(left),
  };
}
