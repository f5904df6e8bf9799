import type { Batch, BatchReply } from "../core/service";
import { sentOptions } from "./request-body";
import { dailyLimitType, wireError, wireErrorDetails, wireErrorMetadata } from "./wire";

/** An error body in either envelope, read as far as it can be. */
export interface ErrorReading {
  readonly type: string;
  readonly message: string;
  readonly deniedFields: readonly string[];
  readonly availableFields: readonly string[] | undefined;
  /** Positions of the rows to blame, where our gateway has answers for the others. */
  readonly failedRows: readonly number[] | undefined;
}

/** Reads an error body; text, HTML or nothing at all reads as an empty message. */
export function readError(body: unknown): ErrorReading {
  const parsed = wireError.safeParse(body);
  if (!parsed.success)
    return { type: "", message: "", deniedFields: [], availableFields: undefined, failedRows: undefined };
  const { error, message, description, reason, detail } = parsed.data;
  const inner = wireErrorDetails.safeParse(typeof error === "string" ? { message: error } : error).data;
  const extras = [inner?.metadata].flat().flatMap((entry) => wireErrorMetadata.safeParse(entry).data ?? []);
  return {
    type: inner?.type ?? "",
    message: inner?.message ?? message ?? description ?? reason ?? detail ?? "",
    deniedFields: extras.flatMap((extra) => extra.denied_fields ?? []),
    availableFields: extras.find((extra) => extra.available_fields)?.available_fields,
    failedRows: extras.find((extra) => extra.failed_rows)?.failed_rows,
  };
}

/** A 401: our gateway does not know who asks, or the key is missing or refused. */
export function readUnauthorised({ message }: ErrorReading): "sign_in_needed" | "key_missing" | "key_refused" {
  if (/sign-in/i.test(message)) return "sign_in_needed";
  return /missing/i.test(message) ? "key_missing" : "key_refused";
}

/** Whether a 403 is our gateway's, about the person who asks. */
export function isNotAllowed({ message }: ErrorReading): boolean {
  return /account may not use this gateway/i.test(message);
}

/** A 403: a limit of our gateway, fields or an endpoint outside the plan, or credits where older pages put them. */
export function readForbidden(error: ErrorReading): BatchReply {
  if (isNotAllowed(error)) return { outcome: "not_allowed" };
  if (error.type === dailyLimitType) return { outcome: "daily_limit", detail: error.message };
  const named =
    error.deniedFields.length > 0 ? error.deniedFields : listAfter(error.message, /access denied to fields/i);
  if (named.length > 0) return { outcome: "fields_denied", fields: named };
  const isAboutCredits = error.type === "insufficient_credits" || /credit/i.test(error.message);
  return { outcome: isAboutCredits ? "credits_used_up" : "endpoint_denied" };
}

/** A 400, 413 or 422: whom or what it blames, as far as its text is known. */
export function readBadRequest(error: ErrorReading, status: number, batch: Batch): BatchReply {
  const { message } = error;
  const identifiers = namedIdentifiers(message, batch);
  if (identifiers.length > 0) return { outcome: "identifiers_refused", identifiers };
  const fields = refusedFields(error, batch);
  if (fields.length > 0) return { outcome: "fields_denied", fields };
  if (/x-api-version|api version/i.test(message))
    return changed("The service no longer takes this version of requests.");
  const wantsOtherIdentifiers = /exactly one identifier type/i.test(message);
  if (batch.kind === "email" && (wantsOtherIdentifiers || names(message, "business_emails"))) {
    return { outcome: "emails_not_supported" };
  }
  const options = sentOptions(batch).filter((option) => names(message, option));
  if (options.length > 0) return { outcome: "options_refused", options };
  const refusesKeys = /unknown|unexpected|unrecogni[sz]ed|additional|unsupported|not (supported|allowed)/i.test(
    message,
  );
  if (wantsOtherIdentifiers || (refusesKeys && requestKeys.some((key) => names(message, key)))) {
    return changed("The service refuses the form of the request: it has moved on.");
  }
  return { outcome: "refused", detail: `The service answered ${status} and named no reason this add-in knows.` };
}

const requestKeys = ["professional_network_profile_urls", "fields"];

function changed(detail: string): BatchReply {
  return { outcome: "contract_changed", detail };
}

function names(message: string, key: string): boolean {
  return new RegExp(`(^|[^a-z_])${key}($|[^a-z_])`, "i").test(message);
}

/** `Invalid business emails: a@x, b@y`: those of the batch that the list names, as they were sent. */
function namedIdentifiers(message: string, batch: Batch): string[] {
  const named = new Set(listAfter(message, /invalid (business )?(e-?mails?|(\w+ )*\w*urls?)/i).map(spelling));
  return batch.identifiers.map((identifier) => identifier.value).filter((value) => named.has(spelling(value)));
}

/** `Invalid fields: x. Did you mean 'y'?`: those of the batch that the service does not know. */
function refusedFields({ message, availableFields }: ErrorReading, batch: Batch): string[] {
  const named = listAfter(message, /invalid fields?/i).map((name) => name.split(/[\s']/)[0] ?? "");
  if (named.length === 0) return [];
  return batch.sections.filter(
    (section) => named.includes(section) || (availableFields !== undefined && !availableFields.includes(section)),
  );
}

function listAfter(message: string, heading: RegExp): string[] {
  const list = new RegExp(`${heading.source}\\s*:\\s*(?<list>.+)`, "is").exec(message)?.groups?.["list"] ?? "";
  return list
    .split(/,|\.\s|;|\n/)
    .map((entry) => entry.trim().replace(/^['"[]+|['"\].]+$/g, ""))
    .filter((entry) => entry !== "");
}

function spelling(value: string): string {
  return value.trim().toLowerCase().replace(/\/$/, "");
}
