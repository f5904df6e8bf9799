import * as z from "zod";
import type { Contract, IdentifierKey, OptionKey } from "./contracts";
import { exactlyOneIdentifier, invalidRequest, type Refusal } from "./envelopes";
import { readAddress, readProfileUrl, type SentIdentifier } from "./identifiers";

/** A request that keeps every rule but those of its fields. */
export interface AcceptedRequest {
  readonly identifiers: readonly SentIdentifier[];
  readonly fields: readonly string[] | undefined;
  readonly minScore: number | undefined;
  readonly wantsFreshFetch: boolean;
  readonly preview: boolean;
}

const list = z.array(z.string()).max(25, "At most 25 identifiers are allowed per request.");
const shapes = {
  professional_network_profile_urls: list,
  business_emails: list,
  fields: z.array(z.string()).min(1, "fields must not be empty."),
  min_similarity_score: z.number().min(0).max(1).nullable(),
  force_fetch: z.boolean(),
  enrich_realtime: z.boolean(),
  preview: z.boolean(),
};
const body = z.object(shapes).partial();

/** Checks the parsed body of a request against a contract. */
export function readRequest(json: unknown, contract: Contract): AcceptedRequest | Refusal {
  const record = z.record(z.string(), z.unknown()).safeParse(json);
  if (!record.success) return invalidRequest("The request body must be a JSON object.");
  const keys = Object.keys(record.data);
  const given = contract.identifierKeys.filter((key) => keys.includes(key) && !isEmptyList(record.data[key]));
  const kind = given[0];
  if (kind === undefined || given.length > 1) return exactlyOneIdentifier;
  const known: readonly (IdentifierKey | OptionKey)[] = [...contract.identifierKeys, ...contract.optionKeys];
  const unknown = keys.filter((key) => !known.some((name) => name === key));
  if (unknown.length > 0) return invalidRequest(`Additional properties are not allowed: ${unknown.join(", ")}`);
  const parsed = body.safeParse(record.data);
  if (!parsed.success) return invalidRequest(firstProblem(parsed.error));
  const identifiers = readIdentifiers(kind, parsed.data[kind] ?? []);
  if ("status" in identifiers) return identifiers;
  const { fields, min_similarity_score, force_fetch, enrich_realtime, preview } = parsed.data;
  if (preview === true && enrich_realtime === true) {
    return invalidRequest("preview cannot be combined with enrich_realtime.");
  }
  return {
    identifiers,
    fields,
    minScore: min_similarity_score ?? undefined,
    wantsFreshFetch: force_fetch === true || enrich_realtime === true,
    preview: preview === true,
  };
}

function readIdentifiers(kind: IdentifierKey, sent: readonly string[]): readonly SentIdentifier[] | Refusal {
  const read = kind === "business_emails" ? readAddress : readProfileUrl;
  const identifiers = sent.map(read);
  const bad = sent.filter((_, index) => identifiers[index] === undefined);
  if (bad.length === 0) return identifiers.filter((identifier) => identifier !== undefined);
  // A bad address is named; a bad URL was seen to fail its whole request without a word about which it was.
  return invalidRequest(
    kind === "business_emails" ? `Invalid business emails: ${bad.join(", ")}` : "The request could not be processed.",
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function firstProblem({ issues }: z.ZodError): string {
  const issue = issues[0];
  return issue === undefined ? "Invalid request." : `${issue.path.join(".")}: ${issue.message}`;
}
