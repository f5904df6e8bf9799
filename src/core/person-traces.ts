import type { KeptAnswer, PersonData } from "./answer";
import { parseIdentifier, type Identifier } from "./identifier";

/** What a kept answer tells of whom it is about, and no more: many thousands are held while a person is looked for. */
export interface PersonTrace {
  /** What the answer is kept under (`Identifier.key`). */
  readonly key: string;
  /** Best first. */
  readonly people: readonly {
    /** The service's own number for the person, where it says one. */
    readonly number: string | undefined;
    /** The keys of the profile addresses and e-mails that the service says are this person's. */
    readonly keys: readonly string[];
  }[];
}

export function traceOf(key: string, answer: KeptAnswer): PersonTrace {
  const candidates = answer.status === "matched" ? answer.candidates : [];
  return { key, people: candidates.map(({ data }) => ({ number: numberOf(data), keys: keysIn(data) })) };
}

/**
 * The keys of all answers that tell of the person named by `key`, under whatever identifier, `key` itself first: by the
 * service's number for the person, and by the addresses it says are theirs.
 */
export function keysOfPerson(key: string, traces: readonly PersonTrace[]): readonly string[] {
  const theirs = traces.flatMap((trace) =>
    trace.people.filter((person, rank) => (trace.key === key && rank === 0) || person.keys.includes(key)),
  );
  const numbers = new Set(theirs.flatMap(({ number }) => number ?? []));
  const keys = new Set([key, ...theirs.flatMap((person) => person.keys)]);
  const found = traces.filter(
    (trace) =>
      keys.has(trace.key) ||
      trace.people.some(
        (person) => person.keys.includes(key) || (person.number !== undefined && numbers.has(person.number)),
      ),
  );
  return [...new Set([key, ...found.map((trace) => trace.key)])];
}

/** The identifier that is kept under a key; `undefined` where there is none. */
export function identifierOfKey(key: string): Identifier | undefined {
  const [kind = "", ...rest] = key.split(":");
  const text = rest.join(":");
  const parsed = parseIdentifier(kind === "url" ? `https://www.linkedin.com/in/${encodeURIComponent(text)}` : text);
  return parsed.status === "identifier" ? parsed.identifier : undefined;
}

function numberOf(data: PersonData): string | undefined {
  const id = data["crustdata_person_id"];
  return typeof id === "number" || (typeof id === "string" && id !== "") ? String(id) : undefined;
}

function keysIn(data: PersonData): string[] {
  return textsIn([data["social_handles"], data["contact"]]).flatMap((text) => {
    const parsed = parseIdentifier(text);
    return parsed.status === "identifier" ? [parsed.identifier.key] : [];
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
