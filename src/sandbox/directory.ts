import type { PersonData } from "./field-selection";
import { generatePerson } from "./generated-person";
import type { SentIdentifier } from "./identifiers";
import { type Person, world as worldShape } from "./person";
import { personData } from "./person-data";
import invented from "./people.json";
import { createSeededRandom, hashOf } from "./random";

/** Whom an identifier names. */
export type Finding =
  | { readonly status: "matched"; readonly candidates: readonly Candidate[] }
  | { readonly status: "not_found" | "redacted" };

export interface Candidate {
  readonly score: number;
  readonly data: PersonData;
}

/** Everybody this server knows: the written people, and somebody made up for most other identifiers. */
export interface Directory {
  /**
   * Names that contain `nobody` are unknown, names that contain `redacted` asked not to be shown, private mail
   * providers match nobody. Of other names that no written person has, 92 in 100 are somebody; names that start with
   * `known` always are.
   */
  find(identifier: SentIdentifier): Finding;
  /** Somebody else than the person found. */
  stranger(identifier: SentIdentifier): PersonData;
}

const privateMail =
  /@(gmail|googlemail|yahoo|hotmail|outlook|live|icloud|me|aol|gmx|web|proton|protonmail|qq|163|126|naver|mail|yandex|libero|orange|wanadoo)\.[a-z.]+$/;

export function createDirectory(): Directory {
  const world = worldShape.parse(invented);
  const bySlug = new Map(world.people.map((person) => [person.slug.toLowerCase().normalize("NFC"), person]));
  const byAddress = new Map(
    world.people.flatMap((person) =>
      person.email === undefined ? [] : [[person.email.toLowerCase(), person] as const],
    ),
  );
  const made = (identifier: SentIdentifier, salt?: string): PersonData => {
    const { person, employer } = generatePerson(identifier, world, salt);
    return personData(person, { places: world.places, companies: { ...world.companies, ...employer } });
  };
  const candidatesOf = (identifier: SentIdentifier, written: Person | undefined): Candidate[] => {
    const data = written === undefined ? made(identifier) : personData(written, world);
    if (identifier.kind === "url") return [{ score: 1, data }];
    const random = createSeededRandom(`score ${identifier.name}`);
    const best = { score: (86 + random.below(14)) / 100, data };
    if (!random.chance(0.25)) return [best];
    return [best, { score: (55 + random.below(20)) / 100, data: made(identifier, "namesake") }];
  };
  return {
    find(identifier) {
      const { kind, name } = identifier;
      if (name.includes("redacted")) return { status: "redacted" };
      if (name.includes("nobody") || (kind === "email" && privateMail.test(name))) return { status: "not_found" };
      const written = (kind === "url" ? bySlug : byAddress).get(name);
      const lot = hashOf(`found ${name}`) % 1000;
      if (written === undefined && !name.startsWith("known") && lot >= 920) {
        return { status: lot >= 995 ? "redacted" : "not_found" };
      }
      return { status: "matched", candidates: candidatesOf(identifier, written) };
    },
    stranger: (identifier) => made(identifier, "stranger"),
  };
}
