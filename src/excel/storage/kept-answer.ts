import * as z from "zod/mini";
import type { KeptAnswer } from "../../core/answer";

// Compiled validators need `eval`, which the page's content security policy forbids.
z.config({ jitless: true });

const optionalScore = z.optional(z.number());
const keptAnswer = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("matched"),
    candidates: z.array(z.object({ score: z.number(), data: z.record(z.string(), z.unknown()) })).check(z.minLength(1)),
    matchedOn: z.string(),
    matchType: z.optional(z.string()),
    sections: z.array(z.string()),
    denied: z.array(z.string()),
    minScore: optionalScore,
    asOf: z.number(),
  }),
  z.object({ status: z.enum(["not_found", "redacted"]), minScore: optionalScore, asOf: z.number() }),
]);

/** An answer as it was stored; `undefined` where there is none, or none that this version understands. */
export function readKeptAnswer(stored: unknown): KeptAnswer | undefined {
  if (stored === undefined) return undefined;
  const { success, data } = keptAnswer.safeParse(stored);
  if (!success) return undefined;
  const { minScore, ...rest } = data;
  const score = minScore === undefined ? {} : { minScore };
  if (rest.status !== "matched") return { ...rest, ...score };
  const { matchType, ...matched } = rest;
  return { ...matched, ...score, ...(matchType === undefined ? {} : { matchType }) };
}
