import type { Directory } from "./directory";
import { emptied, olderShapes, unknownSeniority } from "./fault-values";
import type { Faults } from "./faults";
import { type FoundRow, mapData, type SentRow } from "./rows";

/** Changes who is found, before anything is billed. */
export function bendFindings(rows: readonly FoundRow[], faults: Faults, directory: Directory): FoundRow[] {
  let bent = [...rows];
  if (faults.strikes("bare_empty_list")) bent = [];
  if (faults.strikes("missing_rows")) bent = bent.slice(0, -1).filter(({ status }) => status === "matched");
  if (faults.strikes("several_candidates")) bent = bent.map((row) => withMoreCandidates(row, directory));
  if (faults.strikes("different_person")) {
    bent = bent.map((row) => ({
      ...row,
      candidates: row.candidates.map(({ score }) => ({ score, data: directory.stranger(row.identifier) })),
    }));
  }
  return bent;
}

/** Changes what is said of those found, after they were billed. */
export function bendData(rows: readonly FoundRow[], faults: Faults): readonly FoundRow[] {
  let bent = rows;
  if (faults.strikes("null_values")) bent = mapData(bent, emptied("null"));
  if (faults.strikes("empty_values")) bent = mapData(bent, emptied("empty"));
  if (faults.strikes("absent_values")) bent = mapData(bent, emptied("absent"));
  if (faults.strikes("older_shapes")) bent = mapData(bent, olderShapes);
  return bent;
}

/** Changes the rows as they are sent. */
export function bendSentRows(rows: readonly SentRow[], faults: Faults): SentRow[] {
  let bent = [...rows];
  if (faults.strikes("slash_matched_on")) {
    bent = bent.map((row) => ({ ...row, matched_on: otherSlash(row.matched_on) }));
  }
  if (faults.strikes("foreign_matched_on")) {
    bent = bent.map((row, index) => ({
      ...row,
      matched_on: row.matched_on.includes("@")
        ? `stranger${index}@elsewhere.example`
        : `https://www.linkedin.com/in/stranger-${index}-example`,
    }));
  }
  if (faults.strikes("unknown_enums")) {
    bent = bent.map((row) => ({
      ...row,
      match_type: "telepathy",
      ...(row.matches.length > 0 && { match_status: "matched_by_telepathy" }),
      matches: row.matches.map((match) => ({ ...match, person_data: unknownSeniority(match.person_data) })),
    }));
  }
  return faults.strikes("shuffled_rows") ? shuffled(bent) : bent;
}

function withMoreCandidates(row: FoundRow, directory: Directory): FoundRow {
  const [best] = row.candidates;
  if (best === undefined) return row;
  const others = [0.71, 0.52].map((score) => ({ score, data: directory.stranger(row.identifier) }));
  return { ...row, candidates: [best, ...others] };
}

function otherSlash(matchedOn: string): string {
  if (matchedOn.includes("@")) return matchedOn.toUpperCase();
  return matchedOn.endsWith("/") ? matchedOn.slice(0, -1) : `${matchedOn}/`;
}

/** No row keeps its place, where there is more than one. */
function shuffled(rows: readonly SentRow[]): SentRow[] {
  return rows.map((row, index) => rows[(index + 1) % rows.length] ?? row);
}
