import type { KeptAnswer, Section } from "./answer";
import type { Want } from "./answers/coverage";
import type { Asker } from "./bill";
import type { AskOptions, Lookup, Outcome } from "./enricher";
import type { Identifier } from "./identifier";
import { missingSections, unionOf, type SectionFacts } from "./sections";
import type { LookupOptions, Priority } from "./service";

/** What somebody asks, in the form that can be put together with what others ask of the same person. */
export interface Ask extends Want {
  readonly identifier: Identifier;
  readonly options: LookupOptions;
  readonly priority: Priority;
  readonly refresh: boolean;
  /** Those who ask take turns. */
  readonly caller: string;
}

/** One ask that waits for its answer. */
export interface Waiter extends Ask {
  readonly signal: AbortSignal | undefined;
  readonly asker: Asker | undefined;
  readonly sinceMs: number;
  /** Its wants are in a request under way: too late to withdraw. */
  isSent: boolean;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (reason: unknown) => void;
}

/** Lookups that an unexplained refusal has made suspect, and what trying them in halves has shown so far. */
export interface Bisection {
  guilty: number;
  wasAnswered: boolean;
}

/** A person somebody waits for: all the asks, and what they want together. At most one for each identifier key. */
export interface PendingLookup {
  readonly identifier: Identifier;
  /** In the order they asked; the first pays. */
  readonly waiters: Set<Waiter>;
  wants: readonly Section[];
  options: LookupOptions;
  priority: Priority;
  /** Somebody wants it asked anew, whatever is kept here or in a gateway. */
  refresh: boolean;
  /** Decides whose turn it is; earlier than any real time for those given back by a request that brought no answer. */
  queuedAtMs: number;
  isInFlight: boolean;
  /** What the spend gate has said yes to, at list price. */
  admittedCredits: number;
  /** Requests the service failed to answer at all. */
  tries: number;
  /** Requests that were refused for something that could be left out. */
  corrections: number;
  /** Those refused together without a reason share one lane. */
  bisection: { readonly group: Bisection; readonly half: number } | undefined;
}

/** What of an answer a lookup wants; only e-mails have a threshold. */
export function readWant({ identifier, sections, options }: Lookup): Want {
  return { sections, minScore: identifier.kind === "email" ? (options?.minScore ?? 0) : 0 };
}

/** The ask that a lookup and its options stand for; what makes no sense for it is left out. */
export function readAsk(lookup: Lookup, { priority, refresh = false, caller = "" }: AskOptions): Ask {
  const { identifier, options = {} } = lookup;
  const { sections, minScore } = readWant(lookup);
  return {
    ...{ identifier, sections, minScore, refresh, caller, priority: priority ?? "formula" },
    options: {
      ...(minScore > 0 && { minScore }),
      // Never without an explicit refresh: they can cost more than what is kept.
      ...(refresh && options.forceFetch && { forceFetch: true }),
      ...(refresh && options.enrichRealtime && { enrichRealtime: true }),
    },
  };
}

export function createPendingLookup(identifier: Identifier, queuedAtMs: number): PendingLookup {
  return {
    identifier,
    waiters: new Set(),
    ...{ wants: [], options: {}, priority: "bulk", refresh: false, queuedAtMs },
    ...{ isInFlight: false, admittedCredits: 0, tries: 0, corrections: 0, bisection: undefined },
  };
}

/** Whoever wants only to know whether there is such a person: a request names something. */
const leastSections: readonly Section[] = ["basic_profile"];

/** Takes on what one more ask wants; `kept` is what need not be bought again. */
export function takeOn(lookup: PendingLookup, ask: Ask, kept: KeptAnswer | undefined, facts: SectionFacts): void {
  const isFirst = lookup.wants.length === 0;
  const bought = kept?.status === "matched" && !ask.refresh ? [...kept.sections, ...kept.denied] : [];
  const missing = missingSections(ask.sections, bought, facts);
  // Nothing is missing where only the threshold was too high: then all has to be asked again.
  const wanted = missing.length > 0 ? missing : ask.sections;
  lookup.wants = unionOf(lookup.wants, wanted.length > 0 ? wanted : leastSections);
  lookup.options = isFirst ? optionsOf(ask, kept) : mergeOptions(lookup.options, ask.options);
  if (ask.priority === "formula") lookup.priority = "formula";
  lookup.refresh ||= ask.refresh;
}

/** A threshold above what is kept would narrow the kept answer: the lower of both is asked for. */
function optionsOf(ask: Ask, kept: KeptAnswer | undefined): LookupOptions {
  if (kept?.status !== "matched") return ask.options;
  return mergeOptions(ask.options, kept.minScore === undefined ? {} : { minScore: kept.minScore });
}

/** Options that satisfy both: the lower threshold, any flag. */
function mergeOptions(first: LookupOptions, second: LookupOptions): LookupOptions {
  const minScore = Math.min(first.minScore ?? 0, second.minScore ?? 0);
  return {
    ...(minScore > 0 && { minScore }),
    ...((first.forceFetch ?? second.forceFetch) && { forceFetch: true }),
    ...((first.enrichRealtime ?? second.enrichRealtime) && { enrichRealtime: true }),
  };
}
