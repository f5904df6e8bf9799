import type { Section } from "./answer";

/** What the core must know of sections; the catalogue says it. */
export interface SectionFacts {
  /** Credits on top of the base for each person it is returned for; 0 for most. */
  priceOf(section: Section): number;
  /** The fields that together stand for the section in a request, in catalogue order; empty for a field without parts. */
  leavesOf(section: Section): readonly string[];
}

/** Credits for a matched person before any priced section. */
export const baseCredits = 1;

/** Whether `path` is `section` or lies inside it. */
export function isWithin(path: string, section: Section): boolean {
  return path === section || path.startsWith(`${section}.`);
}

/** Whether what was asked for says everything about `wanted`: itself, what it lies in, or all its parts. */
export function coversSection(have: readonly Section[], wanted: Section, facts: SectionFacts): boolean {
  if (have.some((section) => isWithin(wanted, section))) return true;
  if (!have.some((section) => isWithin(section, wanted))) return false;
  const leaves = facts.leavesOf(wanted);
  return leaves.length > 0 && leaves.every((leaf) => have.some((section) => isWithin(leaf, section)));
}

/** What of `wanted` has not been asked for yet; a priced section is split, so that no part of it is bought twice. */
export function missingSections(
  wanted: readonly Section[],
  have: readonly Section[],
  facts: SectionFacts,
): readonly Section[] {
  return wanted.flatMap((section) => {
    if (coversSection(have, section, facts)) return [];
    const isPartlyBought = facts.priceOf(section) > 0 && have.some((part) => isWithin(part, section));
    const leaves = isPartlyBought ? facts.leavesOf(section) : [];
    return leaves.length > 0 ? leaves.filter((leaf) => !coversSection(have, leaf, facts)) : [section];
  });
}

/** Both lists as one, without repeats and without what lies inside another of them. */
export function unionOf(first: readonly Section[], second: readonly Section[]): readonly Section[] {
  const all = [...new Set([...first, ...second])];
  return all.filter((section) => !all.some((other) => other !== section && isWithin(section, other)));
}

/** List price of a person for whom these sections are asked and returned. */
export function listPrice(sections: readonly Section[], facts: SectionFacts): number {
  return sections.reduce((credits, section) => credits + facts.priceOf(section), baseCredits);
}
