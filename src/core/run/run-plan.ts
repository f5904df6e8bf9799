import type { Section } from "../answer";
import type { Lookup } from "../enricher";
import type { KeyRow } from "./key-column";

/** One person to ask for, with every row that names that person. */
export interface PersonRows {
  readonly lookup: Lookup;
  readonly rows: readonly KeyRow[];
}

/**
 * The people of a column, each once. Those who share a lane stand together: asked in windows, every request but the
 * last of a lane is then full.
 */
export function groupByPerson(rows: readonly KeyRow[], sections: readonly Section[]): readonly PersonRows[] {
  const people = new Map<string, { lookup: Lookup; rows: KeyRow[] }>();
  for (const row of rows) {
    if (row.identifier === undefined) continue;
    const person = people.get(row.identifier.key);
    if (person === undefined) {
      people.set(row.identifier.key, { lookup: { identifier: row.identifier, sections }, rows: [row] });
    } else person.rows.push(row);
  }
  return [...people.values()].sort((one, other) => laneRank(one) - laneRank(other));
}

function laneRank({ lookup: { identifier } }: PersonRows): number {
  if (identifier.kind === "email") return 1;
  return identifier.isEncoded ? 2 : 0;
}
