import type { Answer, FailureCode, KeptAnswer, Matched } from "../../src/core/answer";
import type { Clock } from "../../src/core/clock";
import type { AskOptions, Enricher, EnricherActivity, Lookup, Outcome } from "../../src/core/enricher";
import type { Identifier } from "../../src/core/identifier";
import { createWritable } from "../../src/core/readable";

/** An enricher of invented people: 25 to a request, one request at a time, one credit for each match, kept ever after. */
export interface ScriptedEnricher extends Enricher {
  /** Keys in the order they were sent. */
  readonly sent: readonly (readonly string[])[];
  /** The most lookups that ever waited at once. */
  readonly mostWaiting: () => number;
}

export type Script = (identifier: Identifier) => Answer;

interface Waiting {
  readonly lookup: Lookup;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (reason: unknown) => void;
}

export function createScriptedEnricher(clock: Clock, script: Script, requestMs = 100): ScriptedEnricher {
  const kept = new Map<string, KeptAnswer>();
  const sent: string[][] = [];
  const activity = createWritable<EnricherActivity>({
    ...{
      waiting: 0,
      inFlight: 0,
      requestsSent: 0,
      keptElsewhere: 0,
      creditsUsed: 0,
      possiblyBilled: 0,
      stoppedBy: undefined,
    },
  });
  const heard = new WeakSet<AbortSignal>();
  let waiting: Waiting[] = [];
  let mostWaiting = 0;
  let isSending = false;

  async function send(): Promise<void> {
    if (isSending) return;
    isSending = true;
    await clock.sleep(1);
    while (waiting.length > 0) {
      const kind = waiting[0]!.lookup.identifier.kind;
      const batch = waiting.filter(({ lookup }) => lookup.identifier.kind === kind).slice(0, 25);
      waiting = waiting.filter((each) => !batch.includes(each));
      sent.push(batch.map(({ lookup }) => lookup.identifier.key));
      activity.set({ ...activity.get(), requestsSent: activity.get().requestsSent + 1 });
      await clock.sleep(requestMs);
      for (const { lookup, resolve } of batch) {
        const answer = script(lookup.identifier);
        if (answer.status !== "failed") kept.set(lookup.identifier.key, answer);
        resolve({ answer, credits: answer.status === "matched" ? 1 : 0, origin: "asked" });
      }
    }
    isSending = false;
  }

  /** One listener for all lookups of a signal: a run has many of them. */
  function withdrawOn(signal: AbortSignal): void {
    if (heard.has(signal)) return;
    heard.add(signal);
    signal.addEventListener("abort", () => {
      const withdrawn = waiting.filter((each) => each.signal === signal);
      waiting = waiting.filter((each) => each.signal !== signal);
      for (const { reject } of withdrawn) reject(signal.reason);
    });
  }

  function ask(lookup: Lookup, { signal, refresh }: AskOptions = {}): Promise<Outcome> {
    const known = kept.get(lookup.identifier.key);
    if (known !== undefined && refresh !== true) {
      return Promise.resolve({ answer: known, credits: 0, origin: "kept" });
    }
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      waiting.push({ lookup, signal, resolve, reject });
      mostWaiting = Math.max(mostWaiting, waiting.length);
      if (signal !== undefined) withdrawOn(signal);
      void send();
    });
  }

  return {
    sent,
    mostWaiting: () => mostWaiting,
    ask,
    peek: (lookup) => kept.get(lookup.identifier.key),
    kept: (lookup) => Promise.resolve(kept.get(lookup.identifier.key)),
    quote(lookups, options = {}) {
      const people = new Set(lookups.map(({ identifier }) => identifier.key));
      const known = options.refresh === true ? 0 : [...people].filter((key) => kept.has(key)).length;
      const toAsk = people.size - known;
      const requests = Math.ceil(toAsk / 25);
      const credits = [{ section: "base", credits: toAsk }];
      return Promise.resolve({ people: people.size, known, toAsk, requests, mostCredits: toAsk, credits });
    },
    activity,
    resume: () => undefined,
    close: () => Promise.resolve(),
  };
}

/** The person a slug or address names, with a name made of it. */
export function personNamed({ key, value }: Identifier): Matched {
  const data = { basic_profile: { name: `Name of ${key}`, headline: `Headline of ${key}` } };
  const candidates = [{ score: 1, data }];
  return { status: "matched", candidates, matchedOn: value, sections: ["basic_profile"], denied: [], asOf: 0 };
}

export function failedWith(code: FailureCode, possiblyBilled = false): Answer {
  return { status: "failed", code, possiblyBilled, asOf: 0 };
}
