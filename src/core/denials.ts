import type { KeptAnswer, Section } from "./answer";
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

/** Remembers for the session which fields the plan does not include: one of them would refuse the whole request. */
export interface Denials {
  /** Whether any of them is news. */
  note(fields: readonly string[]): boolean;
  split(wanted: readonly Section[]): Allowed;
  /** A kept answer with what it would not gain by being asked for again: nobody pays for a refusal. */
  addTo(kept: KeptAnswer): KeptAnswer;
  clear(): void;
}

export function createDenials(facts: SectionFacts): Denials {
  const refused = new Set<string>();

  function fieldsFor(section: Section): readonly Section[] {
    const all = [...refused];
    if (all.some((field) => isWithin(section, field))) return [];
    const inside = all.filter((field) => isWithin(field, section));
    if (inside.length === 0) return [section];
    return facts
      .leavesOf(section)
      .filter((leaf) => !inside.some((field) => isWithin(leaf, field) || isWithin(field, leaf)));
  }

  return {
    note(fields) {
      const before = refused.size;
      for (const field of fields) refused.add(field);
      return refused.size > before;
    },
    split(wanted) {
      const fields = new Map(wanted.map((section) => [section, fieldsFor(section)]));
      const isAllowed = (section: Section): boolean => (fields.get(section) ?? []).length > 0;
      const inside = [...refused].filter((field) =>
        wanted.some((section) => isAllowed(section) && isWithin(field, section)),
      );
      return {
        fields: [...new Set([...fields.values()].flat())],
        sections: wanted.filter(isAllowed),
        denied: [...new Set([...wanted.filter((section) => !isAllowed(section)), ...inside])],
      };
    },
    addTo(kept) {
      if (kept.status !== "matched" || refused.size === 0) return kept;
      const news = [...refused].filter((field) => !kept.sections.some((section) => isWithin(field, section)));
      return news.length === 0 ? kept : { ...kept, denied: [...new Set([...kept.denied, ...news])] };
    },
    clear: () => refused.clear(),
  };
}
