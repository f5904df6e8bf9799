import type { Grouping, UsageRow } from "./usage";

/** How many characters of a hash people can still tell apart. */
const shortHash = 6;

/** The shown name of every key of `grouping`: no two keys of one period are called the same. */
export function labelsOf(rows: readonly UsageRow[], grouping: Grouping): (key: string) => string {
  switch (grouping) {
    case "person": {
      const labels = personLabels(rows);
      return (id) => labels.get(id) ?? id;
    }
    case "workbook": {
      const labels = workbookLabels(rows);
      return (hash) => labels.get(hash) ?? hash;
    }
    case "section":
      return sectionLabel;
    case "day":
      return (day) => day;
  }
}

/** The person's name; two of the same name are told apart by their ids, nobody's name by nothing else. */
function personLabels(rows: readonly UsageRow[]): ReadonlyMap<string, string> {
  const names = new Map(rows.map(({ person: { id, name } }) => [id, name.trim()]));
  const counts = new Map<string, number>();
  for (const name of names.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(
    [...names].map(([id, name]) => {
      if (name === "") return [id, id];
      return [id, counts.get(name) === 1 ? name : `${name} (${id})`];
    }),
  );
}

/** As short as it may be without being another's, at least six characters of the hash. */
function workbookLabels(rows: readonly UsageRow[]): ReadonlyMap<string, string> {
  const hashes = new Set(rows.map(({ workbook }) => workbook));
  const alike = new Map<string, string[]>();
  for (const hash of hashes) {
    const start = hash.slice(0, shortHash);
    alike.set(start, [...(alike.get(start) ?? []), hash]);
  }
  return new Map(
    [...hashes].map((hash) => {
      if (hash === "") return [hash, "No workbook named"];
      const others = (alike.get(hash.slice(0, shortHash)) ?? []).filter((other) => other !== hash);
      let length = shortHash;
      while (length < hash.length && others.some((other) => other.startsWith(hash.slice(0, length)))) length += 1;
      return [hash, `Workbook ${hash.slice(0, length)}`];
    }),
  );
}

/** What a credit bought. */
export function sectionLabel(section: string): string {
  return section === "base" ? "Usual sections (base)" : section;
}
