import type { Failed, KeptAnswer, Section } from "./answer";
import { pricedSectionsOf, splitCredits } from "./credits";
import type { Allowed } from "./denials";
import type { PendingLookup } from "./pending-lookup";
import { placeRows, readRow } from "./rows";
import type { SectionFacts } from "./sections";
import type { Batch, BatchReply } from "./service";

/** What one lookup of a request came to. */
export interface Landing {
  readonly lookup: PendingLookup;
  readonly answer: KeptAnswer | Failed;
  readonly credits: number;
  /** Priced sections among what it cost credits for. */
  readonly priced: readonly Section[];
  /** What it was asked for, found or not. */
  readonly sections: readonly Section[];
}

/** A request that was answered: who was asked for what. */
export interface AnsweredRequest {
  readonly lookups: readonly PendingLookup[];
  readonly allowed: Allowed;
  readonly batch: Batch;
  readonly reply: Extract<BatchReply, { outcome: "answered" }>;
}

/** What each lookup of an answered request came to, and the credits of all of it; a row that is nobody's may be billed. */
export function readLandings(
  { lookups, allowed: { fields, sections, denied }, batch: { identifiers, options }, reply }: AnsweredRequest,
  { facts, nowMs }: { readonly facts: SectionFacts; readonly nowMs: number },
): { readonly landings: readonly Landing[]; readonly creditsUsed: number } {
  const asked = { sections, denied, minScore: options.minScore, asOf: nowMs };
  const placed = placeRows(identifiers, reply.rows);
  const answers = lookups.map(({ identifier }, index) => {
    const row = placed[index] ?? "missing";
    return row === "misplaced" ? undefined : readRow(row, asked, identifier);
  });
  const shares = splitCredits(answers, fields, reply.creditsUsed, facts);
  const landings = lookups.map((lookup, index): Landing => {
    const answer = answers[index] ?? { ...misplaced, asOf: nowMs };
    const priced = pricedSectionsOf(answers[index], fields, facts);
    return { lookup, answer, credits: shares[index] ?? 0, priced, sections };
  });
  return { landings, creditsUsed: reply.creditsUsed ?? shares.reduce((sum, share) => sum + share, 0) };
}

const misplaced: Omit<Failed, "asOf"> = {
  ...{ status: "failed", code: "contract_changed", possiblyBilled: true },
  detail: "The service's reply fits none of those asked for.",
};
