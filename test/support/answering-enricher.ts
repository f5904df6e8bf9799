import type { Answer, Candidate, KeptAnswer, Matched } from "../../src/core/answer";
import type { AskOptions, Enricher, EnricherActivity, Lookup } from "../../src/core/enricher";
import { createWritable } from "../../src/core/readable";

export const fetchedAt = Date.UTC(2026, 10, 23, 12);

/** An answer that found this person, or these, best first. */
export function matched(people: Candidate["data"] | readonly Candidate[], parts: Partial<Matched> = {}): Matched {
  const candidates = Array.isArray(people)
    ? (people as readonly Candidate[])
    : [{ score: 1, data: people as Candidate["data"] }];
  return { status: "matched", candidates, matchedOn: "", sections: [], denied: [], asOf: fetchedAt, ...parts };
}

/**
 * An enricher over a list of answers by identifier key: asks are answered at once and kept, unknown keys are not
 * found, and those in `waiting` stay open until they are aborted or answered by `release`. It holds nothing in memory,
 * so that every ask is seen.
 */
export function answeringEnricher(answers: Readonly<Record<string, Answer>>, waiting: readonly string[] = []) {
  const asked: { lookup: Lookup; options: AskOptions }[] = [];
  const kept = new Map<string, KeptAnswer>();
  const open = new Map<string, (answer: Answer) => void>();
  const activity = createWritable<EnricherActivity>({
    waiting: 0,
    inFlight: 0,
    requestsSent: 0,
    creditsUsed: 0,
    possiblyBilled: 0,
    keptElsewhere: 0,
    stoppedBy: undefined,
  });
  const answerFor = (key: string): Answer => answers[key] ?? { status: "not_found", asOf: fetchedAt };

  const enricher: Enricher = {
    async ask(lookup, options = {}) {
      asked.push({ lookup, options });
      options.signal?.throwIfAborted();
      const { key } = lookup.identifier;
      const answer = waiting.includes(key)
        ? await new Promise<Answer>((resolve, reject) => {
            open.set(key, resolve);
            options.signal?.addEventListener("abort", () => {
              reject(options.signal?.reason as Error);
            });
          })
        : answerFor(key);
      if (answer.status !== "failed") kept.set(key, answer);
      return { answer, credits: answer.status === "matched" ? 1 : 0, origin: "asked" };
    },
    peek: () => undefined,
    kept: (lookup) => Promise.resolve(kept.get(lookup.identifier.key)),
    quote: (lookups) =>
      Promise.resolve({
        people: lookups.length,
        known: 0,
        toAsk: lookups.length,
        requests: 1,
        mostCredits: lookups.length,
        credits: [{ section: "base", credits: lookups.length }],
      }),
    activity,
    resume: () => undefined,
    close: () => Promise.resolve(),
  };
  const release = (key: string): void => open.get(key)?.(answerFor(key));
  return { enricher, asked, release };
}
