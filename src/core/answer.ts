/**
 * What is asked for in a request's `fields`: a section name such as `experience`, or, where leaves have prices of
 * their own, the leaf, such as `contact.business_emails`.
 */
export type Section = string;

/** `person_data` as the service sent it. */
export type PersonData = Readonly<Record<string, unknown>>;

/** One person the service believes the identifier names. */
export interface Candidate {
  /** 0 to 1; profile URLs always score 1. */
  readonly score: number;
  readonly data: PersonData;
}

/** The person was found: candidates best first, never empty. */
export interface Matched {
  readonly status: "matched";
  readonly candidates: readonly Candidate[];
  readonly matchedOn: string;
  readonly matchType?: string;
  /** Sections the service was asked for: an absent one was not asked, an empty one is known to be empty. */
  readonly sections: readonly Section[];
  /** Sections the plan does not include: asked for once, refused. */
  readonly denied: readonly Section[];
  /** The `min_similarity_score` the service was given, if any. */
  readonly minScore?: number;
  /** When the answer was fetched, in milliseconds since the epoch. */
  readonly asOf: number;
}

/** The service knows nobody under this identifier (or asks that the person not be shown). Costs nothing. */
export interface Unmatched {
  readonly status: "not_found" | "redacted";
  readonly minScore?: number;
  readonly asOf: number;
}

/** Why a lookup has no answer; the words for it stand in excel/ and taskpane/. */
export type FailureCode =
  | "no_key"
  /** The gateway wants to know who asks. */
  | "sign_in_needed"
  /** The gateway knows who asks, and they may not. */
  | "not_allowed"
  | "key_refused"
  | "credits_used_up"
  | "endpoint_denied"
  | "emails_not_supported"
  | "identifier_refused"
  | "contract_changed"
  | "service_unavailable"
  | "network_unavailable"
  | "no_answer_in_time"
  | "still_queued"
  | "approval_needed"
  | "cap_reached"
  /** A gateway's own limit of credits for a day; its `detail` says whose, and when it resets. */
  | "daily_limit"
  | "paused"
  | "stopped";

/** No answer; remembered for a minute, or, where it may have been billed, until a Refresh or the next day. */
export interface Failed {
  readonly status: "failed";
  readonly code: FailureCode;
  /** A sentence for people, without identifier, key or token. */
  readonly detail?: string;
  /** True where the service may have billed a reply that never arrived. */
  readonly possiblyBilled: boolean;
  readonly asOf: number;
}

/** An answer worth keeping. */
export type KeptAnswer = Matched | Unmatched;

export type Answer = KeptAnswer | Failed;
