import type { KeptAnswer, Matched } from "./answer";
import type { Identifier } from "./identifier";
import type { ServiceRow } from "./service";

/** A row for each identifier: its own, `missing` where the reply had none for it, `misplaced` where it may be a stray. */
export type PlacedRow<Row extends ServiceRow = ServiceRow> = Row | "missing" | "misplaced";

/**
 * Finds each identifier's row, in the order of `identifiers`. Rows count by position only while what they say they
 * matched agrees; else by what they say. A row that cannot be placed is given to nobody.
 */
export function placeRows<Row extends ServiceRow>(
  identifiers: readonly Identifier[],
  rows: readonly Row[],
): readonly PlacedRow<Row>[] {
  const spelling = identifiers[0]?.kind === "email" ? addressSpelling : urlSpelling;
  const spellings = identifiers.map(({ value }) => spelling(value));
  const agrees = (row: Row, index: number): boolean =>
    row.matchedOn === undefined || spelling(row.matchedOn) === spellings[index];
  if (rows.length === identifiers.length && rows.every(agrees)) return rows;

  const known = new Set(spellings);
  const bySpelling = new Map<string, Row>();
  let strays = 0;
  for (const row of rows) {
    const name = row.matchedOn === undefined ? undefined : spelling(row.matchedOn);
    if (name !== undefined && known.has(name) && !bySpelling.has(name)) bySpelling.set(name, row);
    else strays++;
  }
  return spellings.map((name) => bySpelling.get(name) ?? (strays > 0 ? "misplaced" : "missing"));
}

/** Addresses may hold `#`, `?` and `%`: only case and spaces around them are the service's own. */
function addressSpelling(text: string): string {
  return text.trim().toLowerCase();
}

/** What is the same however the service repeats a URL: case, scheme, country host, query, trailing slash, encoding. */
function urlSpelling(text: string): string {
  return decoded(text.trim().replace(/[?#].*$/, ""))
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/^[a-z]{2,3}\.(?=linkedin\.com\/)/, "")
    .replace(/\/+$/, "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The answer a row gives to an identifier asked for with these sections. */
export function readRow(
  row: ServiceRow | "missing",
  asked: Pick<Matched, "sections" | "denied" | "asOf"> & { readonly minScore: number | undefined },
  identifier: Identifier,
): KeptAnswer {
  const { sections, denied } = asked;
  const minScore = asked.minScore === undefined ? {} : { minScore: asked.minScore };
  if (row === "missing") return { status: "not_found", ...minScore, asOf: asked.asOf };
  const { asOf = asked.asOf } = row;
  if (row.matchStatus === "redacted") return { status: "redacted", asOf };
  if (row.candidates.length === 0) return { status: "not_found", ...minScore, asOf };
  return {
    status: "matched",
    candidates: [...row.candidates].sort((first, second) => second.score - first.score),
    matchedOn: row.matchedOn ?? identifier.value,
    ...(row.matchType !== undefined && { matchType: row.matchType }),
    ...{ sections, denied, ...minScore, asOf },
  };
}
