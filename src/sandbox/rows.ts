import type { Contract } from "./contracts";
import type { Candidate, Directory } from "./directory";
import { isRecord, type PersonData, selectFields } from "./field-selection";
import type { SentIdentifier } from "./identifiers";
import type { AcceptedRequest } from "./request-rules";

/** A row of the reply before it takes the wire's form. */
export interface FoundRow {
  readonly identifier: SentIdentifier;
  readonly status: "matched" | "not_found" | "redacted";
  readonly candidates: readonly Candidate[];
}

/** One row for each identifier, in order, duplicates included. */
export function findRows(request: AcceptedRequest, directory: Directory): FoundRow[] {
  return request.identifiers.map((identifier) => {
    const finding = directory.find(identifier);
    if (finding.status !== "matched") return { identifier, status: finding.status, candidates: [] };
    const threshold = identifier.kind === "email" ? (request.minScore ?? 0) : 0;
    const candidates = finding.candidates.filter(({ score }) => score >= threshold);
    return { identifier, status: candidates.length > 0 ? "matched" : "not_found", candidates };
  });
}

/** Leaves in each candidate what was asked for. */
export function narrowRows(rows: readonly FoundRow[], fields: readonly string[]): FoundRow[] {
  return mapData(rows, (data) => selectFields(data, fields));
}

/** Dates the data as fetched just now. */
export function freshenRows(rows: readonly FoundRow[], nowMs: number): FoundRow[] {
  const fetched = new Date(nowMs).toISOString();
  return mapData(rows, (data) => ({
    ...data,
    ...(isRecord(data["basic_profile"]) && { basic_profile: { ...data["basic_profile"], last_updated: fetched } }),
    updated_at: fetched,
  }));
}

export function mapData(rows: readonly FoundRow[], change: (data: PersonData) => PersonData): FoundRow[] {
  return rows.map((row) => ({
    ...row,
    candidates: row.candidates.map(({ score, data }) => ({ score, data: change(data) })),
  }));
}

/** A row as it goes over the wire. */
export interface SentRow {
  readonly matched_on: string;
  readonly match_type: string;
  readonly match_status?: string;
  readonly matches: readonly { readonly confidence_score: number; readonly person_data: PersonData }[];
}

export function toSentRow({ identifier, status, candidates }: FoundRow, contract: Contract): SentRow {
  return {
    matched_on: identifier.sent,
    match_type: identifier.kind === "url" ? "professional_network_profile_url" : "business_email",
    ...((contract.alwaysSaysMatchStatus || status === "redacted") && { match_status: status }),
    matches: candidates.map(({ score, data }) => ({ confidence_score: score, person_data: data })),
  };
}
