import type { KeptAnswer, PersonData } from "../core/answer";
import { fieldAt } from "../core/catalogue";
import type { AskedRow, EnrichRequest } from "./enrich-request";

/** A row in the service's own shape. */
export interface ReplyRow {
  readonly matched_on: string;
  readonly match_type: string;
  readonly match_status?: string;
  readonly matches: readonly { readonly confidence_score: number; readonly person_data: PersonData }[];
}

/** The row for what was submitted, with the fields asked for and nothing else, as the service whitelists them. */
export function replyRow(request: EnrichRequest, row: AskedRow, answer: KeptAnswer): ReplyRow {
  const matchType = request.kind === "email" ? "business_email" : "professional_network_profile_url";
  const head = { matched_on: row.submitted, match_type: matchType };
  if (answer.status !== "matched") {
    return { ...head, ...(answer.status === "redacted" && { match_status: "redacted" }), matches: [] };
  }
  const leastScore = request.options.minScore ?? 0;
  const matches = answer.candidates
    .filter((candidate) => candidate.score >= leastScore)
    .map(({ score, data }) => ({ confidence_score: score, person_data: pickFields(data, request.fields) }));
  return { ...head, ...(answer.matchType !== undefined && { match_type: answer.matchType }), matches };
}

/** The service names a person by this, asked or not. */
const alwaysThere = "crustdata_person_id";

/** The named sections and paths of a person; a path goes through lists, which keep their order and length. */
export function pickFields(data: PersonData, fields: readonly string[]): PersonData {
  const wanted = createNode();
  // The documented path may say `company_name` where the reply says `name`.
  const otherNames = fields.flatMap((field) => fieldAt(field)?.aliasOf ?? []);
  for (const field of [alwaysThere, ...fields, ...otherNames]) add(wanted, field.split("."));
  const picked = pick(data, wanted);
  return isRecord(picked) ? picked : {};
}

interface WantedNode {
  isWhole: boolean;
  readonly children: Map<string, WantedNode>;
}

function createNode(): WantedNode {
  return { isWhole: false, children: new Map() };
}

function add(root: WantedNode, path: readonly string[]): void {
  let node = root;
  for (const step of path) {
    const next = node.children.get(step) ?? createNode();
    node.children.set(step, next);
    node = next;
  }
  node.isWhole = true;
}

function pick(value: unknown, wanted: WantedNode): unknown {
  if (wanted.isWhole) return value;
  if (Array.isArray(value)) return value.map((entry) => pick(entry, wanted));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const child = wanted.children.get(key);
      return child ? [[key, pick(inner, child)]] : [];
    }),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
