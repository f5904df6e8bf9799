import type { PendingLookup } from "./pending-lookup";
import type { LookupOptions } from "./service";

/** What unexplained refusals and refused options have shown in this session. */
export interface Refusals {
  /** Whether leaving these out changes what is sent. */
  noteOptions(names: readonly string[], sent: LookupOptions): boolean;
  withoutRefused(options: LookupOptions): LookupOptions;
  /** After an unexplained refusal: the one to blame, or two halves to be asked apart. */
  bisect(lookups: readonly PendingLookup[]): {
    readonly guilty: readonly PendingLookup[];
    readonly suspects: readonly PendingLookup[];
  };
}

/** Single refusals, with nobody answered, that prove that it is not the identifiers. */
const enoughGuilty = 3;

export function createRefusals(): Refusals {
  const refused = new Set<string>();
  let halves = 0;

  function withoutRefused({ minScore, forceFetch, enrichRealtime }: LookupOptions): LookupOptions {
    return {
      ...(minScore !== undefined && !refused.has("min_similarity_score") && { minScore }),
      ...(forceFetch && !refused.has("force_fetch") && { forceFetch }),
      ...(enrichRealtime && !refused.has("enrich_realtime") && { enrichRealtime }),
    };
  }

  return {
    withoutRefused,
    noteOptions(names, sent) {
      for (const name of names) refused.add(name);
      return Object.keys(withoutRefused(sent)).length < Object.keys(sent).length;
    },
    bisect(lookups) {
      const group = lookups[0]?.bisection?.group ?? { guilty: 0, wasAnswered: false };
      if (lookups.length === 1) group.guilty++;
      const isHopeless = group.guilty >= enoughGuilty && !group.wasAnswered;
      if (lookups.length === 1 || isHopeless) return { guilty: lookups, suspects: [] };
      const middle = Math.ceil(lookups.length / 2);
      const first = halves + 2;
      const second = halves + 1;
      halves += 2;
      lookups.forEach((lookup, index) => {
        const half = index < middle ? first : second;
        lookup.bisection = { group, half };
        // The youngest half first: one guilty identifier is found before the next is looked for.
        lookup.queuedAtMs = -half;
      });
      return { guilty: [], suspects: lookups };
    },
  };
}
