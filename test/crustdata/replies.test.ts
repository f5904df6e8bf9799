import type { Batch, BatchReply } from "../../src/core/service";
import { readReply } from "../../src/crustdata/replies";
import { email, url } from "../support/identifiers";
import { batchOf } from "../support/running-sandbox";

const now = Date.UTC(2026, 10, 1);
const urls = batchOf([url("ada"), url("bo")]);
const emails = batchOf([email("ada@fjord.example"), email("Bo@fjord.example")]);
const envelope = (message: string, type = "invalid_request", metadata: unknown = []) => ({
  error: { type, message, metadata },
});

function read(status: number, body: unknown, batch: Batch = urls, headers: Record<string, string> = {}): BatchReply {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return readReply({ status, headers: new Headers(headers), body: text }, batch, now);
}

describe("what a refusal means", () => {
  it.each<[string, number, unknown, Batch, Partial<BatchReply>]>([
    [
      "a list of bad addresses",
      400,
      envelope("Invalid business emails: bo@fjord.example, x@y"),
      emails,
      { outcome: "identifiers_refused", identifiers: ["Bo@fjord.example"] },
    ],
    ["a bad address nobody sent", 400, envelope("Invalid business emails: x@y"), emails, { outcome: "refused" }],
    [
      "a named profile URL",
      400,
      envelope("Invalid professional network profile urls: https://www.linkedin.com/in/bo/"),
      urls,
      { outcome: "identifiers_refused", identifiers: ["https://www.linkedin.com/in/bo"] },
    ],
    [
      "no addresses at all",
      400,
      envelope("Exactly one identifier type must be provided."),
      emails,
      { outcome: "emails_not_supported" },
    ],
    [
      "the key of addresses",
      400,
      envelope("Additional properties are not allowed: business_emails"),
      emails,
      { outcome: "emails_not_supported" },
    ],
    [
      "no profile URLs either",
      400,
      envelope("Exactly one identifier type must be provided."),
      urls,
      { outcome: "contract_changed" },
    ],
    [
      "the key of profile URLs",
      400,
      envelope("Unknown parameter: professional_network_profile_urls"),
      urls,
      { outcome: "contract_changed" },
    ],
    [
      "a flag that was sent",
      400,
      envelope("force_fetch is not supported"),
      { ...urls, options: { forceFetch: true } },
      { outcome: "options_refused", options: ["force_fetch"] },
    ],
    ["a flag that was not sent", 400, envelope("force_fetch is not supported"), urls, { outcome: "refused" }],
    [
      "a threshold",
      400,
      envelope("Unknown parameter: min_similarity_score"),
      { ...emails, options: { minScore: 0.8 } },
      { outcome: "options_refused", options: ["min_similarity_score"] },
    ],
    [
      "an unknown field",
      400,
      envelope("Invalid fields: skills. Did you mean 'skill'?"),
      { ...urls, sections: ["skills", "experience"] },
      { outcome: "fields_denied", fields: ["skills"] },
    ],
    [
      "one unknown field and the list of known ones",
      400,
      envelope("Invalid fields: skills", "invalid_request", { available_fields: ["basic_profile"] }),
      { ...urls, sections: ["basic_profile", "skills", "contact"] },
      { outcome: "fields_denied", fields: ["skills", "contact"] },
    ],
    ["the version", 400, envelope("Missing required header: x-api-version"), urls, { outcome: "contract_changed" }],
    ["nothing", 400, "", urls, { outcome: "refused" }],
    ["something else", 422, envelope("No."), urls, { outcome: "refused" }],
    ["the size", 413, "<html>Too large</html>", urls, { outcome: "refused" }],
    ["no sign-in", 401, { message: "Missing sign-in in request" }, urls, { outcome: "sign_in_needed" }],
    ["a refused sign-in", 401, { message: "Invalid sign-in in request" }, urls, { outcome: "sign_in_needed" }],
    [
      "an account that may not use the gateway",
      403,
      { error: { type: "permission_error", message: "This account may not use this gateway.", metadata: [] } },
      urls,
      { outcome: "not_allowed" },
    ],
    ["a missing key", 401, { message: "Missing API key in request" }, urls, { outcome: "key_missing" }],
    ["a bad key", 401, { message: "Invalid API key in request" }, urls, { outcome: "key_refused" }],
    ["a 401 without a word", 401, "", urls, { outcome: "key_refused" }],
    ["credits", 402, envelope("No credits", "insufficient_credits"), urls, { outcome: "credits_used_up" }],
    [
      "credits, as older versions do",
      403,
      envelope("Insufficient credits", "permission_error"),
      urls,
      { outcome: "credits_used_up" },
    ],
    [
      "locked fields in a list",
      403,
      envelope("Access denied to fields: a, b", "permission_error", [{ denied_fields: ["honors"] }]),
      urls,
      { outcome: "fields_denied", fields: ["honors"] },
    ],
    [
      "locked fields in an object",
      403,
      envelope("No", "permission_error", { denied_fields: ["honors"] }),
      urls,
      { outcome: "fields_denied", fields: ["honors"] },
    ],
    [
      "locked fields in words",
      403,
      { message: "Access denied to fields: honors, certifications.name" },
      urls,
      { outcome: "fields_denied", fields: ["honors", "certifications.name"] },
    ],
    [
      "the endpoint",
      403,
      envelope("Access denied to endpoint", "permission_error"),
      urls,
      { outcome: "endpoint_denied" },
    ],
    ["a proxy's 403", 403, "<html></html>", urls, { outcome: "endpoint_denied" }],
    ["a wrong address", 404, { message: "404 Route Not Found" }, urls, { outcome: "contract_changed" }],
    ["a proxy's 404", 404, "<html></html>", urls, { outcome: "contract_changed" }],
    ["a status of its own", 410, envelope("Gone"), urls, { outcome: "contract_changed" }],
    ["an outage", 500, envelope("Oops", "internal_error"), urls, { outcome: "unavailable", status: 500 }],
    ["a proxy that gave up", 504, "upstream timed out", urls, { outcome: "lost", cause: "timeout" }],
  ])("knows a refusal of %s", (_what, status, body, batch, expected) => {
    expect(read(status, body, batch)).toMatchObject(expected);
  });

  it("repeats neither identifiers nor keys in what it says", () => {
    const said = JSON.stringify(
      read(400, envelope("The profile of ada@fjord.example with key sk-secret is odd"), emails),
    );

    expect(said).not.toMatch(/ada|secret/);
  });
});

describe("an answer", () => {
  it("is read whatever is null, empty or absent in it", () => {
    const body = [
      { matched_on: null, match_type: null, matches: null, surprise: 1 },
      { matches: [{ confidence_score: null, person_data: { basic_profile: null } }, { person_data: null }, {}] },
      {},
    ];

    expect(read(200, body)).toEqual({
      outcome: "answered",
      creditsUsed: undefined,
      rows: [{ candidates: [] }, { candidates: [{ score: 1, data: { basic_profile: null } }] }, { candidates: [] }].map(
        (row) => ({ matchedOn: undefined, matchType: undefined, matchStatus: undefined, ...row }),
      ),
    });
  });

  it("does not take an unsaid score of an address for a certain one", () => {
    expect(read(200, [{ matches: [{ person_data: {} }] }], emails)).toMatchObject({
      rows: [{ candidates: [{ score: 0 }] }],
    });
  });

  it("keeps words that no documentation lists", () => {
    expect(read(200, [{ match_type: "telepathy", match_status: "perhaps" }])).toMatchObject({
      rows: [{ matchType: "telepathy", matchStatus: "perhaps" }],
    });
  });

  it("of 404 is a row for each identifier, found nowhere", () => {
    expect(read(404, "")).toMatchObject({
      outcome: "answered",
      rows: urls.identifiers.map(({ value }) => ({ matchedOn: value, candidates: [] })),
    });
    expect(read(404, envelope("No data found", "not_found"))).toMatchObject({
      outcome: "answered",
      rows: { length: 2 },
    });
  });

  it.each<[string, unknown, Partial<BatchReply>]>([
    ["half a body", '[{"matched_on":"a', { outcome: "lost", cause: "truncated" }],
    ["no body", "", { outcome: "lost", cause: "truncated" }],
    ["a sign-in page", "\n<!doctype html>", { outcome: "unavailable", status: 200 }],
    ["an object", { results: [] }, { outcome: "contract_changed" }],
    ["rows that are none", ["ada"], { outcome: "contract_changed" }],
    ["matches that are no list", [{ matches: "ada" }], { outcome: "contract_changed" }],
  ])("that is %s is not taken for one", (_what, body, expected) => {
    expect(read(200, body)).toMatchObject(expected);
  });
});

describe("what the headers say", () => {
  it("is read of credits and limit", () => {
    const headers = {
      ...{ "x-credits-used": "3.5", "x-ratelimit-limit": "15" },
      ...{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "42" },
    };

    expect(read(200, [], urls, headers)).toMatchObject({
      creditsUsed: 3.5,
      rateLimit: { limit: 15, remaining: 0, resetMs: 42_000 },
    });
  });

  it.each([
    ["seconds", { "retry-after": "7", "x-ratelimit-reset": "60" }, 7000],
    ["a date", { "retry-after": new Date(now + 9000).toUTCString() }, 9000],
    ["a date gone by", { "retry-after": new Date(now - 9000).toUTCString() }, 0],
    ["only the window's reset", { "x-ratelimit-reset": "12" }, 12_000],
    ["nonsense", { "retry-after": "soon" }, undefined],
    ["nothing", {}, undefined],
  ])("of waiting is understood as %s", (_what, headers, retryAfterMs) => {
    expect(read(429, "", urls, headers)).toMatchObject({ outcome: "rate_limited", retryAfterMs });
  });

  it("is absent where there are none, and nonsense is not a number", () => {
    expect(read(200, [])).not.toHaveProperty("rateLimit");
    expect(read(200, [], urls, { "x-credits-used": "many" })).toMatchObject({ creditsUsed: undefined });
  });
});
