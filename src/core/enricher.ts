import type { Answer, KeptAnswer, Section } from "./answer";
import type { Asker } from "./bill";
import type { Identifier } from "./identifier";
import type { Readable } from "./readable";
import type { LookupOptions, Priority } from "./service";

/** One identifier with the sections wanted of it. */
export interface Lookup {
  readonly identifier: Identifier;
  readonly sections: readonly Section[];
  readonly options?: LookupOptions;
}

/** How a lookup is asked, as opposed to what. */
export interface AskOptions {
  /** Default `formula`. */
  readonly priority?: Priority;
  /** Aborting withdraws a lookup not yet sent; one already sent is finished and its answer kept. */
  readonly signal?: AbortSignal;
  /** Ask again even where an answer is kept: only ever set by an explicit Refresh. Default false. */
  readonly refresh?: boolean;
  /** Whom bills name, where this ask is the first for its person. Default: nobody. */
  readonly asker?: Asker;
  /** Tells those who ask apart: they take turns, so that nobody waits for all of somebody else's. Default: one asks. */
  readonly caller?: string;
}

/** An answer and what it cost. */
export interface Outcome {
  readonly answer: Answer;
  /** Credits billed for this very ask, as the service reported them: 0 for kept answers and for joiners of a flight. */
  readonly credits: number;
  /** Whether a request was made for it, by this ask or by another it joined. */
  readonly origin: "kept" | "asked";
  /** True where it was another ask's request. */
  readonly joined?: true;
  /** True where an earlier reply for the same person was lost and may have been billed besides. */
  readonly possiblyBilled?: true;
}

/** What asking now could cost: counted in people, at list price, nothing sent. */
export interface LookupQuote {
  /** Different people named by valid identifiers. */
  readonly people: number;
  /** Of these, answered from what is kept: free. */
  readonly known: number;
  /** Of these, to be asked. */
  readonly toAsk: number;
  /** Requests the service would receive for them. */
  readonly requests: number;
  /** The most it can cost at list price, if everybody matches and every priced section is returned. */
  readonly mostCredits: number;
  /** `mostCredits` split: `base` for every match, and each priced section. */
  readonly credits: readonly { readonly section: Section; readonly credits: number }[];
}

/** What the asking is doing now, for progress displays and health. */
export interface EnricherActivity {
  /** People not yet sent. */
  readonly waiting: number;
  /** People in requests under way. */
  readonly inFlight: number;
  readonly requestsSent: number;
  /** People who would have waited for a yes and were answered by what the gateway keeps, free of charge. */
  readonly keptElsewhere: number;
  /** As the service reported them. */
  readonly creditsUsed: number;
  /** Lookups whose reply was lost: each may have been billed besides. */
  readonly possiblyBilled: number;
  /** Set while all asking stands still for a reason that only a person can mend. */
  readonly stoppedBy: "sign_in_needed" | "not_allowed" | "key_refused" | "no_key" | "credits_used_up" | undefined;
}

/**
 * Answers lookups over one connection, paying once per person: kept answers first, then a flight under way, then a
 * lane. Every promise settles; failures are values.
 */
export interface Enricher {
  /** Rejects only with `signal.reason`, when aborted before it was sent. */
  ask(lookup: Lookup, options?: AskOptions): Promise<Outcome>;
  /** What memory holds that covers the lookup, stale or not: at once, without reading the store. */
  peek(lookup: Lookup): KeptAnswer | undefined;
  /** The kept answer that covers the lookup, stale or not, without asking anyone. */
  kept(lookup: Lookup): Promise<KeptAnswer | undefined>;
  /** With `refresh`, what asking everybody again could cost. */
  quote(lookups: readonly Lookup[], options?: Pick<AskOptions, "refresh">): Promise<LookupQuote>;
  readonly activity: Readable<EnricherActivity>;
  /** Lets asking go on after a stop: called when the key changed or credits were bought. */
  resume(): void;
  /** Settles every waiting lookup as `stopped` and takes no more; requests under way are finished and kept. */
  close(): Promise<void>;
}
