import { fieldAt, leavesOf, priceOf } from "./catalogue";
import type { SectionFacts } from "./sections";

/** What the catalogue says of sections, as asking needs it. */
export const catalogueFacts: SectionFacts = {
  priceOf: (section) => priceOf([section]),
  leavesOf(section) {
    const field = fieldAt(section);
    if (field === undefined) return [];
    const leaves = leavesOf(field);
    const parts = [...new Set(leaves.map(({ requestSection }) => requestSection))];
    if (parts.length > 1) return parts;
    // A priced section is bought whole: naming its leaves would neither be cheaper nor safer.
    return field.credits > 0 || !field.isContainer ? [] : leaves.map(({ path }) => path);
  },
};
