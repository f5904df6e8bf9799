import type { Lookup } from "../../core/enricher";
import type { Identifier } from "../../core/identifier";
import type { FormulaOptions } from "../../core/options";

/** What a formula asks for of one person. */
export function lookupFor(
  identifier: Identifier,
  { sections, options }: { readonly sections: readonly string[]; readonly options: FormulaOptions },
): Lookup {
  const asksForScore = identifier.kind === "email" && options.minScore !== undefined;
  return { identifier, sections, ...(asksForScore ? { options: { minScore: options.minScore } } : {}) };
}
