import type { KeptAnswer, Section } from "./answer";
import type { Clock } from "./clock";
import { isWithin, type SectionFacts } from "./sections";

/** What may be asked for, and what answers then say of it. */
export interface Allowed {
  /** To be sent. */
  readonly fields: readonly Section[];
  /** Of those wanted, the ones an answer will know. */
  readonly sections: readonly Section[];
  /** Of those wanted, or inside them, what the plan does not include. */
  readonly denied: readonly Section[];
}

/** Remembers for an hour which fields the plan does not include: one of them would refuse the whole request. */
export interface Denials {
  /** Whether any of them is news. */
  note(fields: readonly string[]): boolean;
  split(wanted: readonly Section[]): Allowed;
  /** A kept answer with what it would not gain by being asked for again: nobody pays for a refusal. */
  addTo(kept: KeptAnswer): KeptAnswer;
  clear(): void;
}

/** Plans change while a gateway runs for weeks; to find that out costs one refused request. */
const denialMs = 3_600_000;

export function createDenials(facts: SectionFacts, clock: Clock): Denials {
  const refusedAtMs = new Map<string, number>();

  function stillRefused(): readonly string[] {
    const now = clock.now();
    for (const [field, atMs] of refusedAtMs) if (Math.abs(now - atMs) >= denialMs) refusedAtMs.delete(field);
    return [...refusedAtMs.keys()];
  }

  function fieldsFor(section: Section): readonly Section[] {
    const all = stillRefused();
    if (all.some((field) => isWithin(section, field))) return [];
    const inside = all.filter((field) => isWithin(field, section));
    if (inside.length === 0) return [section];
    return facts
      .leavesOf(section)
      .filter((leaf) => !inside.some((field) => isWithin(leaf, field) || isWithin(field, leaf)));
  }

  return {
    note(fields) {
      const before = stillRefused().length;
      for (const field of fields) refusedAtMs.set(field, clock.now());
      return refusedAtMs.size > before;
    },
    split(wanted) {
      const fields = new Map(wanted.map((section) => [section, fieldsFor(section)]));
      const isAllowed = (section: Section): boolean => (fields.get(section) ?? []).length > 0;
      const inside = stillRefused().filter((field) =>
        wanted.some((section) => isAllowed(section) && isWithin(field, section)),
      );
      return {
        fields: [...new Set([...fields.values()].flat())],
        sections: wanted.filter(isAllowed),
        denied: [...new Set([...wanted.filter((section) => !isAllowed(section)), ...inside])],
      };
    },
    addTo(kept) {
      if (kept.status !== "matched" || refusedAtMs.size === 0) return kept;
      const news = stillRefused().filter((field) => !kept.sections.some((section) => isWithin(field, section)));
      return news.length === 0 ? kept : { ...kept, denied: [...new Set([...kept.denied, ...news])] };
    },
    clear: () => refusedAtMs.clear(),
  };
}
