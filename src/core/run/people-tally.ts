import type { Answer } from "../answer";
import type { Outcome } from "../enricher";
import type { PeopleCount } from "./receipt";
import type { JournalPerson } from "./run-journal";

/** Counts the people of a run, each once, and what they cost, however many sittings it takes. */
export interface PeopleTally {
  add(person: JournalPerson): void;
  readonly count: PeopleCount;
  /** As the service reported them. */
  readonly credits: number;
  readonly possiblyBilled: number;
}

export function createPeopleTally(): PeopleTally {
  const people = new Map<string, JournalPerson>();
  let credits = 0;

  return {
    add(person) {
      credits += person.credits;
      const before = people.get(person.key);
      // Whoever failed may be answered later; what was known or bought at first is that for good.
      if (before === undefined || before.status === "failed") people.set(person.key, billedEither(person, before));
    },
    get count() {
      return countOf([...people.values()]);
    },
    get credits() {
      // Parts of a credit are told apart by the service's split: sums shall not show their rounding.
      return Math.round(credits * 1e6) / 1e6;
    },
    get possiblyBilled() {
      return [...people.values()].filter(({ possiblyBilled }) => possiblyBilled).length;
    },
  };
}

function billedEither(person: JournalPerson, before: JournalPerson | undefined): JournalPerson {
  return before?.possiblyBilled === true ? { ...person, possiblyBilled: true } : person;
}

function countOf(people: readonly JournalPerson[]): PeopleCount {
  const count = { known: 0, matched: 0, notFound: 0, redacted: 0, failed: 0 };
  for (const { status, isKnown } of people) {
    if (isKnown) count.known += 1;
    else count[status === "not_found" ? "notFound" : status] += 1;
  }
  return { asked: people.length, ...count };
}

/** What is noted of a person when the answer comes. */
export function personOf(key: string, { answer, credits, origin, possiblyBilled }: Outcome): JournalPerson {
  return {
    ...{ key, credits, status: answer.status, code: codeOf(answer) },
    isKnown: origin === "kept" && answer.status !== "failed",
    possiblyBilled: possiblyBilled === true || (answer.status === "failed" && answer.possiblyBilled),
  };
}

function codeOf(answer: Answer): JournalPerson["code"] {
  return answer.status === "failed" ? answer.code : undefined;
}
