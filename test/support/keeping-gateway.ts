import type { Identifier } from "../../src/core/identifier";
import type { Batch, KeptQuestion, KeptRow } from "../../src/core/service";
import { personData } from "./recording-service";

/** What a gateway keeps of a person; without candidates it keeps that nobody was found. */
export interface KeptPerson {
  readonly sections?: readonly string[];
  readonly denied?: readonly string[];
  readonly status?: "matched" | "not_found" | "redacted";
  readonly asOf?: number;
}

export interface KeepingGateway {
  readonly question: KeptQuestion;
  /** Every question, in the order they came. */
  readonly questions: Batch[];
  /** Questions under way, at most. */
  readonly mostAtOnce: () => number;
  keep(identifiers: readonly Identifier[], what?: KeptPerson): void;
  /** Says nothing from now on: away, or too old. */
  leave(): void;
}

const usual = ["basic_profile", "professional_network", "social_handles", "experience", "education", "skills"];

/** A gateway that answers from what it keeps, and says which of the fields asked for it knows. */
export function createKeepingGateway(): KeepingGateway {
  const kept = new Map<string, KeptPerson>();
  const questions: Batch[] = [];
  let isAway = false;
  let atOnce = 0;
  let most = 0;

  function rowOf(identifier: Identifier, { sections: wanted }: Batch): KeptRow[] {
    const person = kept.get(identifier.key);
    if (person === undefined) return [];
    const { status = "matched", sections = usual, denied = [], asOf } = person;
    const known = wanted.filter((section) => sections.includes(section));
    return [
      {
        ...{ matchedOn: identifier.value, matchType: undefined, sections: known, denied },
        matchStatus: status === "redacted" ? "redacted" : undefined,
        candidates: status === "matched" ? [{ score: 1, data: personData(identifier, known) }] : [],
        ...(asOf !== undefined && { asOf }),
      },
    ];
  }

  return {
    questions,
    mostAtOnce: () => most,
    keep(identifiers, what = {}) {
      for (const { key } of identifiers) kept.set(key, what);
    },
    leave: () => (isAway = true),
    async question(batch) {
      questions.push(batch);
      most = Math.max(most, ++atOnce);
      await Promise.resolve();
      atOnce--;
      return isAway ? undefined : batch.identifiers.flatMap((identifier) => rowOf(identifier, batch));
    },
  };
}
