import * as z from "zod/mini";
import type { KeptAnswer } from "../../core/answer";

// Compiled validators need `eval`, which the page's content security policy forbids.
z.config({ jitless: true });

const candidate = z.object({ score: z.number(), data: z.looseObject({}) });
const texts = z.array(z.string());

/** Every field of every kind of answer: one schema is smaller than three, and the functions bundle carries it. */
const storedAnswer = z.object({
  status: z.string(),
  asOf: z.number(),
  minScore: z.optional(z.number()),
  candidates: z.optional(z.array(candidate)),
  matchedOn: z.optional(z.string()),
  matchType: z.optional(z.string()),
  sections: z.optional(texts),
  denied: z.optional(texts),
});

/** An answer as it was stored; `undefined` where there is none, or none that this version understands. */
export function readKeptAnswer(stored: unknown): KeptAnswer | undefined {
  const parsed = storedAnswer.safeParse(stored);
  if (!parsed.success) return undefined;
  const { status, asOf, minScore, candidates, matchedOn, matchType, sections, denied } = parsed.data;
  const score = minScore === undefined ? {} : { minScore };
  if (status === "not_found" || status === "redacted") return { status, asOf, ...score };
  if (status !== "matched" || !candidates?.length) return undefined;
  if (matchedOn === undefined || sections === undefined || denied === undefined) return undefined;
  const type = matchType === undefined ? {} : { matchType };
  return { status, asOf, ...score, candidates, matchedOn, ...type, sections, denied };
}
