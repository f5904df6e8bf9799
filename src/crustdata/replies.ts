import type { Candidate } from "../core/answer";
import type { IdentifierKind } from "../core/identifier";
import type { Batch, BatchReply, ServiceRow } from "../core/service";
import { readNumber, readRateLimit, readRetryAfterMs, type ReplyHeaders } from "./rate-limit-headers";
import { type ErrorReading, readBadRequest, readError, readForbidden, readUnauthorised } from "./refusals";
import { type WireRow, wireReply } from "./wire";

/** A whole HTTP reply, as text. */
export interface RawReply {
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly body: string;
}

/** What a reply to `batch` means: status first, type second, the message only where nothing else says it. */
export function readReply(reply: RawReply, batch: Batch, nowMs: number): BatchReply {
  const rateLimit = readRateLimit(reply.headers, nowMs);
  const meaning = readMeaning(reply, batch, nowMs);
  return rateLimit === undefined ? meaning : { ...meaning, rateLimit };
}

function readMeaning({ status, headers, body }: RawReply, batch: Batch, nowMs: number): BatchReply {
  const json = parseJson(body);
  if (status >= 200 && status < 300) return readRows({ status, headers, body }, json, batch, nowMs);
  const error = readError(json);
  const refusal = readRefusal({ status, headers, body }, error, batch, nowMs);
  return error.failedRows === undefined ? refusal : { ...refusal, concerns: error.failedRows };
}

function readRefusal(
  { status, headers, body }: RawReply,
  error: ErrorReading,
  batch: Batch,
  nowMs: number,
): BatchReply {
  switch (status) {
    case 400:
    case 413:
    case 422:
      return readBadRequest(error, status, batch);
    case 401:
      return { outcome: readUnauthorised(error) };
    case 402:
      return { outcome: "credits_used_up" };
    case 403:
      return readForbidden(error);
    case 404:
      return readNotFound(body, error.type, headers, batch);
    case 429:
      return { outcome: "rate_limited", retryAfterMs: readRetryAfterMs(headers, nowMs) };
    // A proxy gave up waiting: the service had the request and may have billed it.
    case 504:
      return { outcome: "lost", cause: "timeout" };
    default:
      if (status === 408 || status >= 500) return { outcome: "unavailable", status };
      return readUnexpected(status, error);
  }
}

function readRows({ headers, body }: RawReply, json: unknown, batch: Batch, nowMs: number): BatchReply {
  // The service never speaks HTML: a proxy or a sign-in page answered in its place, so nothing was billed.
  if (json === undefined && body.trimStart().startsWith("<")) return { outcome: "unavailable", status: 200 };
  if (json === undefined) return { outcome: "lost", cause: "truncated" };
  const parsed = wireReply.safeParse(json);
  if (!parsed.success) {
    return {
      outcome: "contract_changed",
      detail: "The service answered in a shape this add-in does not know.",
      possiblyBilled: true,
    };
  }
  const asOf = readAsOf(headers, nowMs);
  return {
    outcome: "answered",
    rows: parsed.data.map((row, index) => ({ ...toRow(row, batch.kind), ...asOf[index] })),
    creditsUsed: readNumber(headers, "x-credits-used"),
  };
}

/** When our gateway fetched each row: it may have kept it for weeks. The service itself says nothing. */
function readAsOf(headers: ReplyHeaders, nowMs: number): readonly Pick<ServiceRow, "asOf">[] {
  const times = headers.get("x-as-of")?.split(",") ?? [];
  return times.map((time) => (/^ *\d{1,15} *$/.test(time) ? { asOf: Math.min(Number(time), nowMs) } : {}));
}

/** Under 410 our gateway passes on what it could make nothing of; nobody else says anything by such a status. */
function readUnexpected(status: number, { type, message }: ErrorReading): BatchReply {
  const possiblyBilled = type === "unreadable_reply";
  const isPassedOn = status === 410 && (possiblyBilled || type === "contract_changed");
  const detail = isPassedOn ? message : `The service answered with the unexpected status ${status}.`;
  return { outcome: "contract_changed", detail, ...(possiblyBilled && { possiblyBilled }) };
}

/** 404 means that nobody was found, unless something else than the service says it. */
function readNotFound(body: string, errorType: string, headers: ReplyHeaders, batch: Batch): BatchReply {
  if (body.trim() !== "" && errorType === "") {
    return { outcome: "contract_changed", detail: "There is no such service at the configured address." };
  }
  const rows = batch.identifiers.map(({ value }) => ({
    matchedOn: value,
    matchType: undefined,
    matchStatus: undefined,
    candidates: [],
  }));
  return { outcome: "answered", rows, creditsUsed: readNumber(headers, "x-credits-used") };
}

/** A row as the core reads it. */
export function toRow(row: WireRow, kind: IdentifierKind): ServiceRow {
  return {
    matchedOn: row.matched_on ?? undefined,
    matchType: row.match_type ?? undefined,
    matchStatus: row.match_status ?? undefined,
    candidates: (row.matches ?? []).flatMap(({ confidence_score, person_data }): Candidate[] =>
      // A profile URL names one person, so its score is certain even unsaid.
      person_data ? [{ score: confidence_score ?? (kind === "url" ? 1 : 0), data: person_data }] : [],
    ),
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
