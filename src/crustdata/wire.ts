import * as z from "zod/mini";

// Compiled validators need `eval`, which the pages' content security policy forbids.
z.config({ jitless: true });

/** The only contract this client speaks, sent as `x-api-version`. */
export const apiVersion = "2025-11-01";

/** The service refuses more identifiers in one request. */
export const maxIdentifiers = 25;

const anyObject = z.looseObject({});
// `z.catch` says the same and brings zod's error formatting along: 3.7 kB in a bundle that has 30.
const loose = <Value>(is: (value: unknown) => value is Value) =>
  z.optional(
    z.pipe(
      z.unknown(),
      z.transform((value) => (is(value) ? value : undefined)),
    ),
  );
/** A text, or anything that is none. */
export const looseText = loose((value) => typeof value === "string");
/** A number, or anything that is none. */
export const looseNumber = loose((value) => typeof value === "number");
const looseTexts = loose((value): value is string[] => z.array(z.string()).safeParse(value).success);

const candidate = z.object({ confidence_score: looseNumber, person_data: z.nullish(anyObject) });

/** A row of the reply; enumerations stay open, and null, "" and absent are all allowed. */
export const wireRow = z.object({
  matched_on: looseText,
  match_type: looseText,
  match_status: looseText,
  matches: z.nullish(z.array(candidate)),
});
export type WireRow = z.infer<typeof wireRow>;

/** A reply to `POST /person/enrich`. */
export const wireReply = z.array(wireRow);

/** The application's and the gateway's error envelopes, and the spellings seen in between. */
export const wireError = z.object({
  error: z.nullish(
    z.union([z.string(), z.object({ type: looseText, message: looseText, metadata: z.optional(z.unknown()) })]),
  ),
  message: looseText,
  description: looseText,
  reason: looseText,
  detail: looseText,
});

/** What a 400 or 403 says beside its message, in an object or in a list of one. */
export const wireErrorMetadata = z.object({
  denied_fields: looseTexts,
  available_fields: looseTexts,
});

/** Reply of the gateway to `GET /api/account`. */
export const wireGatewayAccount = z.object({
  credits: looseNumber,
  requestsPerMinute: looseNumber,
  remaining: looseNumber,
  source: z.enum(["sandbox", "team", "personal"]),
});
