import { z } from "zod";
import { fieldAt, sectionsFor } from "../core/catalogue";
import type { Lookup } from "../core/enricher";
import type { Identifier, IdentifierKind } from "../core/identifier";
import { parseIdentifier } from "../core/identifier";
import type { LookupOptions } from "../core/service";
import { maxIdentifiers } from "../crustdata/wire";
import { invalidRequest, type Refusal } from "./error-bodies";

/** One row of the reply to come: what the caller sent, and the lookup it means. */
export interface AskedRow {
  readonly submitted: string;
  readonly lookup: Lookup;
}

/** A checked body of `POST /person/enrich`. */
export interface EnrichRequest {
  readonly kind: IdentifierKind;
  readonly rows: readonly AskedRow[];
  /** As the caller sent them: what the reply may contain. */
  readonly fields: readonly string[];
  readonly options: LookupOptions;
}

const identifiers = z.array(z.string().min(1).max(2048)).min(1);
const bodySchema = z.strictObject({
  professional_network_profile_urls: identifiers.optional(),
  business_emails: identifiers.optional(),
  fields: z.array(z.string().min(1).max(200)).min(1).max(300),
  min_similarity_score: z.number().min(0).max(1).nullish(),
  force_fetch: z.boolean().optional(),
  enrich_realtime: z.boolean().optional(),
});
type Body = z.infer<typeof bodySchema>;

/** Reads a body, or says in the service's words why it is refused; what it holds is never repeated but for paths. */
export function readEnrichRequest(body: unknown, mostIdentifiers = maxIdentifiers): EnrichRequest | Refusal {
  const read = bodySchema.safeParse(body);
  if (!read.success) return invalidRequest(wrongShape(read.error.issues));
  const { professional_network_profile_urls: urls, business_emails: emails } = read.data;
  const submitted = urls ?? emails;
  if (submitted === undefined || (urls && emails)) {
    return invalidRequest("Exactly one identifier type must be provided.");
  }

  if (submitted.length > mostIdentifiers) {
    const list = urls ? "professional_network_profile_urls" : "business_emails";
    return invalidRequest(`${list} takes at most ${mostIdentifiers} entries.`);
  }

  const kind = urls ? "url" : "email";
  const unknown = read.data.fields.filter((field) => fieldAt(field) === undefined);
  if (unknown.length > 0) return invalidRequest(`Invalid fields: ${unknown.map(printable).join(", ")}`);
  const sections = sectionsFor(read.data.fields);
  const options = lookupOptions(read.data, kind);

  const named = submitted.map((text) => ({ text, identifier: identifierOf(text, kind) }));
  const invalid = named.flatMap(({ text, identifier }) => (identifier ? [] : [text]));
  if (invalid.length > 0) return refusedIdentifiers(kind, invalid);
  const rows = named.flatMap(({ text, identifier }) =>
    identifier ? [{ submitted: text, lookup: { identifier, sections, options } }] : [],
  );
  return { kind, rows, fields: read.data.fields, options };
}

/** 400 that names the identifiers to leave out, as the service does for e-mails. */
export function refusedIdentifiers(kind: IdentifierKind, submitted: readonly string[]): Refusal {
  const heading = kind === "email" ? "Invalid business emails" : "Invalid professional network profile urls";
  return invalidRequest(`${heading}: ${submitted.join(", ")}`);
}

function identifierOf(text: string, kind: IdentifierKind): Identifier | undefined {
  const parsed = parseIdentifier(text);
  return parsed.status === "identifier" && parsed.identifier.kind === kind ? parsed.identifier : undefined;
}

function lookupOptions(body: Body, kind: IdentifierKind): LookupOptions {
  const minScore = kind === "email" ? (body.min_similarity_score ?? undefined) : undefined;
  return {
    ...(minScore !== undefined && { minScore }),
    ...(body.force_fetch === true && { forceFetch: true }),
    ...(body.enrich_realtime === true && { enrichRealtime: true }),
  };
}

function wrongShape(issues: readonly z.core.$ZodIssue[]): string {
  const issue = issues[0];
  const place = String(issue?.path[0] ?? "");
  if (issue?.code === "unrecognized_keys") return `Unknown parameter: ${issue.keys.map(printable).join(", ")}`;
  if (place === "") return "The body must be a JSON object.";
  const isLength = issue?.path.length === 1 && "origin" in issue && issue.origin === "array";
  if (isLength && issue.code === "too_big") return `${place} takes at most ${issue.maximum} entries.`;
  if (isLength && issue.code === "too_small") return `${place} must not be empty.`;
  return `${place} has a value of the wrong kind.`;
}

/** A name from outside, short and on one line. */
function printable(name: string): string {
  return name.replace(/[^\w.[\]*-]/g, "?").slice(0, 100);
}
