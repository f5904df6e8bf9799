import type { Candidate, Section } from "./answer";
import type { Asker } from "./bill";
import type { Identifier, IdentifierKind } from "./identifier";

/** Formulas go before bulk runs; neither starves. */
export type Priority = "formula" | "bulk";

/** Sent by an explicit refresh only, where the settings switch them on; a service that has moved on refuses them. */
export interface RefreshFlags {
  readonly forceFetch?: boolean;
  readonly enrichRealtime?: boolean;
}

/** What a lookup may ask of the service beyond fields; part of a lane's identity. */
export interface LookupOptions extends RefreshFlags {
  /** 0 to 1, e-mails only. */
  readonly minScore?: number;
}

/** One request to the service: 1 to 25 identifiers of one lane. */
export interface Batch {
  readonly kind: IdentifierKind;
  readonly identifiers: readonly Identifier[];
  /** Sent as `fields`; never empty. */
  readonly sections: readonly Section[];
  readonly options: LookupOptions;
  readonly priority: Priority;
  /** Whom the bill of each identifier names, in the same order; for whoever keeps books, never sent. */
  readonly askers?: readonly (Asker | undefined)[];
  /** An explicit Refresh: a gateway must not answer from what it has kept. Default false. */
  readonly refresh?: boolean;
}

/** A row of the reply, in the service's order; which identifier it belongs to is for the core to establish. */
export interface ServiceRow {
  readonly matchedOn: string | undefined;
  readonly matchType: string | undefined;
  readonly matchStatus: string | undefined;
  readonly candidates: readonly Candidate[];
  /** When a gateway fetched it, in milliseconds since the epoch. Default: now. */
  readonly asOf?: number;
}

/** The rate limit as the reply's headers state it. */
export interface RateLimitReading {
  readonly limit: number | undefined;
  readonly remaining: number | undefined;
  readonly resetMs: number | undefined;
}

/** What became of a request, as a value: only a defect in our own code throws. */
export type BatchReply = {
  readonly rateLimit?: RateLimitReading;
  /** Positions of the identifiers it is about, where a gateway has answers for the others. Default: all. */
  readonly concerns?: readonly number[];
} & (
  | { readonly outcome: "answered"; readonly rows: readonly ServiceRow[]; readonly creditsUsed: number | undefined }
  | { readonly outcome: "rate_limited"; readonly retryAfterMs: number | undefined }
  /** From a gateway only: nobody is signed in, or somebody who may not ask. Nothing was asked. */
  | { readonly outcome: "sign_in_needed" | "not_allowed" }
  | { readonly outcome: "key_missing" | "key_refused" | "credits_used_up" | "endpoint_denied" | "emails_not_supported" }
  /** 403 naming sections or leaves outside the plan: drop them and ask once more. */
  | { readonly outcome: "fields_denied"; readonly fields: readonly string[] }
  /** 400 naming identifiers as sent: drop them and ask once more. */
  | { readonly outcome: "identifiers_refused"; readonly identifiers: readonly string[] }
  /** 400 naming `force_fetch` or `enrich_realtime`: ask once more without. */
  | { readonly outcome: "options_refused"; readonly options: readonly string[] }
  /** 400, 413 or 422 without a reason we know: bisect. */
  | { readonly outcome: "refused"; readonly detail: string }
  /** A reply whose shape, or a refusal whose text, says that the service has moved on. */
  | { readonly outcome: "contract_changed"; readonly detail: string; readonly possiblyBilled?: boolean }
  /** Our gateway's own limit of credits for a day: a sentence for people. Known answers still come. */
  | { readonly outcome: "daily_limit"; readonly detail: string }
  /** 5xx: nothing was billed; retry with back-off. */
  | { readonly outcome: "unavailable"; readonly status: number }
  /** Nothing reached the service. */
  | { readonly outcome: "unreachable" }
  /** Sent, but no whole reply came back: may have been billed. */
  | { readonly outcome: "lost"; readonly cause: "timeout" | "truncated" | "connection" }
);

/** What a gateway keeps of one person: which of the fields asked for it knows, and which are outside the plan. */
export interface KeptRow extends ServiceRow {
  readonly sections: readonly Section[];
  readonly denied: readonly Section[];
}

/**
 * Asks a gateway for what it keeps of these people, however many: nobody asks the service for it, so it costs nothing.
 * Whom it does not keep has no row; `undefined` where it cannot say, because it is away or does not know the question.
 */
export type KeptQuestion = (batch: Batch, signal: AbortSignal) => Promise<readonly KeptRow[] | undefined>;

/** The paid service, or a gateway that speaks its shapes. */
export interface EnrichService {
  enrich(batch: Batch, signal: AbortSignal): Promise<BatchReply>;
}
