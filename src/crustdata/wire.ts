import * as z from "zod/mini";
import { anything, looseNumber, looseNumbers, looseText, looseTexts, orNothing } from "./loose";

/** The only contract this client speaks, sent as `x-api-version`. */
export const apiVersion = "2025-11-01";

/** The service refuses more identifiers in one request. */
export const maxIdentifiers = 25;

/** The `error.type` of a 403 by which our gateway says that a day's credits have no room; the message is for people. */
export const dailyLimitType = "daily_limit_reached";

const candidate = z.object({ confidence_score: looseNumber, person_data: orNothing(z.looseObject({})) });

/** A row of the reply; enumerations stay open, and null, "" and absent are all allowed. */
export const wireRow = z.object({
  matched_on: looseText,
  match_type: looseText,
  match_status: looseText,
  matches: orNothing(z.array(candidate)),
});
export type WireRow = z.infer<typeof wireRow>;

/** Reply of our gateway to `POST /person/kept`: rows of whom it keeps, and what it knows of them. */
export const wireKept = z.object({
  kept: z.array(z.extend(wireRow, { as_of: looseNumber, fields: looseTexts, denied_fields: looseTexts })),
});

/** A reply to `POST /person/enrich`. */
export const wireReply = z.array(wireRow);

/** The application's and the gateway's error envelopes, and the spellings seen in between. */
export const wireError = z.object({
  /** A text, or `wireErrorDetails`. */
  error: anything,
  message: looseText,
  description: looseText,
  reason: looseText,
  detail: looseText,
});

export const wireErrorDetails = z.object({ type: looseText, message: looseText, metadata: anything });

/** What a 400 or 403 says beside its message, in an object or in a list of one. */
export const wireErrorMetadata = z.object({
  denied_fields: looseTexts,
  available_fields: looseTexts,
  failed_rows: looseNumbers,
});

/** Reply of the gateway to `GET /api/account`. */
export const wireGatewayAccount = z.object({
  credits: looseNumber,
  requestsPerMinute: looseNumber,
  remaining: looseNumber,
  source: looseText,
  /** `invented` where a sandbox answers, whatever the key. */
  people: looseText,
  caller: orNothing(z.object({ id: looseText, name: z.string() })),
});
