import type { KeptAnswer } from "./answer";
import { covers } from "./answers/coverage";
import type { Denials } from "./denials";
import type { LookupQuote } from "./enricher";
import { laneKey } from "./lanes";
import { createPendingLookup, takeOn, type Ask, type PendingLookup } from "./pending-lookup";
import { baseCredits, type SectionFacts } from "./sections";

/** Counts what asking would cost at most: each person once, what is kept free, each lane in full requests. */
export function quoteLookups(
  asks: readonly Ask[],
  kept: ReadonlyMap<string, KeptAnswer>,
  { facts, denials, batchSize }: { facts: SectionFacts; denials: Denials; batchSize: number },
): LookupQuote {
  const people = new Set<string>();
  const toAsk = new Map<string, PendingLookup>();
  for (const ask of asks) {
    const { key } = ask.identifier;
    people.add(key);
    const answer = kept.get(key);
    if (answer && !ask.refresh && covers(answer, ask, facts)) continue;
    const lookup = toAsk.get(key) ?? createPendingLookup(ask.identifier, 0);
    toAsk.set(key, lookup);
    takeOn(lookup, ask, answer, facts);
  }
  const lanes = new Map<string, number>();
  const priced = new Map<string, number>();
  for (const lookup of toAsk.values()) {
    const lane = laneKey(lookup, facts);
    lanes.set(lane, (lanes.get(lane) ?? 0) + 1);
    for (const section of denials.split(lookup.wants).fields) {
      const credits = facts.priceOf(section);
      if (credits > 0) priced.set(section, (priced.get(section) ?? 0) + credits);
    }
  }
  const base = { section: "base", credits: toAsk.size * baseCredits };
  const credits = [base, ...[...priced].map(([section, sum]) => ({ section, credits: sum }))];
  return {
    people: people.size,
    known: people.size - toAsk.size,
    toAsk: toAsk.size,
    requests: [...lanes.values()].reduce((sum, size) => sum + Math.ceil(size / batchSize), 0),
    mostCredits: credits.reduce((sum, part) => sum + part.credits, 0),
    credits,
  };
}
