import type { KeptAnswer, PersonData, Section } from "./answer";
import { listPrice, type SectionFacts } from "./sections";

/** Parts of a credit that are told apart: sums reconcile to this exactly. */
const unitsPerCredit = 1_000_000;

/**
 * Splits what the service billed over the answers of one request by list price, scaled to its figure; what rounding
 * leaves goes to the last. Without a figure the list price stands.
 */
export function splitCredits(
  answers: readonly (KeptAnswer | undefined)[],
  asked: readonly Section[],
  creditsUsed: number | undefined,
  facts: SectionFacts,
): readonly number[] {
  const weights = answers.map((answer) => billable(answer, asked, facts));
  const listed = weights.reduce((sum, weight) => sum + weight, 0);
  const total = Math.round((creditsUsed ?? listed) * unitsPerCredit);
  const last = listed > 0 ? weights.findLastIndex((weight) => weight > 0) : weights.length - 1;
  const shares = weights.map((weight, index) =>
    index === last || listed === 0 ? 0 : Math.floor((total * weight) / listed),
  );
  const rest = total - shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share, index) => (index === last ? rest : share) / unitsPerCredit);
}

function billable(answer: KeptAnswer | undefined, asked: readonly Section[], facts: SectionFacts): number {
  if (answer?.status !== "matched") return 0;
  return listPrice(pricedSectionsOf(answer, asked, facts), facts);
}

/** The priced sections that were asked for and returned. */
export function pricedSectionsOf(
  answer: KeptAnswer | undefined,
  asked: readonly Section[],
  facts: SectionFacts,
): readonly Section[] {
  if (answer?.status !== "matched") return [];
  return asked.filter(
    (section) => facts.priceOf(section) > 0 && answer.candidates.some(({ data }) => isReturned(data, section)),
  );
}

/** Asked for but not returned costs nothing. */
function isReturned(data: PersonData, section: Section): boolean {
  const value = section.split(".").reduce<unknown>(partOf, data);
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

function partOf(whole: unknown, name: string): unknown {
  return Object.entries(whole ?? {}).find(([key]) => key === name)?.[1];
}
