import { z } from "zod";
import type { KeptAnswer } from "../../core/answer";

const time = z.number();

const matched = z.object({
  status: z.literal("matched"),
  candidates: z.array(z.object({ score: z.number(), data: z.record(z.string(), z.unknown()) })).min(1),
  matchedOn: z.string(),
  matchType: z.string().exactOptional(),
  sections: z.array(z.string()),
  denied: z.array(z.string()),
  minScore: z.number().exactOptional(),
  asOf: time,
});

const unmatched = z.object({
  status: z.enum(["not_found", "redacted"]),
  minScore: z.number().exactOptional(),
  asOf: time,
});

const stored = z.object({ key: z.string(), answer: z.discriminatedUnion("status", [matched, unmatched]) });

/** The answer in a stored text; `undefined` where the text is damaged, or belongs to another person than `key`. */
export function readStoredAnswer(text: string | undefined, key?: string): KeptAnswer | undefined {
  if (text === undefined) return undefined;
  try {
    const read = stored.safeParse(JSON.parse(text));
    return read.success && (key === undefined || read.data.key === key) ? read.data.answer : undefined;
  } catch {
    // Not JSON: damaged, and as good as never written.
    return undefined;
  }
}
