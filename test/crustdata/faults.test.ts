import type { Batch, BatchReply } from "../../src/core/service";
import { faultNames, type FaultName } from "../../src/sandbox/faults";
import { email, url } from "../support/identifiers";
import { answered, batchOf, never, type RunningSandbox, startSandbox } from "../support/running-sandbox";

const mira = url("mira-solvang-example");
const nobody = url("nobody-here-example");
const jeppe = url("jeppe-thorup-example");
const three = batchOf([mira, nobody, jeppe]);

/** What a fault makes of a request, and how many credits the sandbox's own books then hold. */
interface Expectation {
  readonly batch?: Batch;
  readonly times?: number;
  readonly reply: object;
  readonly credits: number;
}

const whole = { outcome: "answered", creditsUsed: 2, rows: { length: 3 } };
const rateLimited = { outcome: "rate_limited" };

const expectations: Readonly<Record<FaultName, Expectation>> = {
  "429": { reply: { ...rateLimited, retryAfterMs: 2000, rateLimit: { remaining: 0 } }, credits: 0 },
  "429_retry_after": { reply: { ...rateLimited, retryAfterMs: 1000 }, credits: 0 },
  "429_retry_after_date": { reply: { ...rateLimited, retryAfterMs: 2000 }, credits: 0 },
  "429_without_headers": { reply: { ...rateLimited, retryAfterMs: undefined }, credits: 0 },
  limit_lowered: { reply: { ...whole, rateLimit: { limit: 5, remaining: 4 } }, credits: 2 },
  "500_once": { reply: { outcome: "unavailable", status: 500 }, credits: 0 },
  "500_always": { reply: { outcome: "unavailable", status: 500 }, credits: 0 },
  "502_html": { reply: { outcome: "unavailable", status: 502 }, credits: 0 },
  "503": { reply: { outcome: "unavailable", status: 503 }, credits: 0 },
  "504_after_billing": { reply: { outcome: "lost", cause: "timeout" }, credits: 2 },
  html_body: { reply: { outcome: "unavailable", status: 200 }, credits: 0 },
  "402_after_n": { times: 0, reply: { outcome: "credits_used_up" }, credits: 0 },
  "403_credits": { reply: { outcome: "credits_used_up" }, credits: 0 },
  key_revoked: { reply: { outcome: "key_refused" }, credits: 0 },
  endpoint_denied: { reply: { outcome: "endpoint_denied" }, credits: 0 },
  summary_denied: { reply: { outcome: "fields_denied", fields: ["basic_profile.summary"] }, credits: 0 },
  full_plan: {
    batch: batchOf([mira], { sections: ["certifications", "honors", "updated_at"] }),
    reply: { outcome: "answered", creditsUsed: 1 },
    credits: 1,
  },
  emails_refused: {
    batch: batchOf([email("mira@fjordlight.example")]),
    reply: { outcome: "emails_not_supported" },
    credits: 0,
  },
  refresh_flags_refused: {
    batch: batchOf([mira], { options: { forceFetch: true, enrichRealtime: true } }),
    reply: { outcome: "options_refused", options: ["force_fetch", "enrich_realtime"] },
    credits: 0,
  },
  encoded_slugs_refused: { batch: batchOf([url("%E4%BD%95-x")]), reply: { outcome: "refused" }, credits: 0 },
  version_refused: { reply: { outcome: "contract_changed" }, credits: 0 },
  refused_400: { reply: { outcome: "refused" }, credits: 0 },
  "422": { reply: { outcome: "refused" }, credits: 0 },
  "413": {
    batch: batchOf(Array.from({ length: 6 }, (_, index) => url(`known-${index}`))),
    reply: { outcome: "refused" },
    credits: 0,
  },
  slow: { reply: whole, credits: 2 },
  timeout: { reply: { outcome: "lost", cause: "timeout" }, credits: 2 },
  truncated_json: { reply: { outcome: "lost", cause: "truncated" }, credits: 2 },
  cut_body: { reply: { outcome: "lost", cause: "truncated" }, credits: 2 },
  empty_body: { reply: { outcome: "lost", cause: "truncated" }, credits: 2 },
  reset_connection: { reply: { outcome: "lost", cause: "connection" }, credits: 2 },
  reset_before_billing: { reply: { outcome: "lost", cause: "connection" }, credits: 0 },
  wrapped_results: { reply: { outcome: "contract_changed" }, credits: 2 },
  shuffled_rows: {
    reply: { ...whole, rows: [{ matchedOn: nobody.value }, {}, { matchedOn: mira.value }] },
    credits: 2,
  },
  missing_rows: { reply: { creditsUsed: 1, rows: [{ matchedOn: mira.value }] }, credits: 1 },
  bare_empty_list: { reply: { outcome: "answered", creditsUsed: 0, rows: [] }, credits: 0 },
  slash_matched_on: { reply: { ...whole, rows: [{ matchedOn: `${mira.value}/` }, {}, {}] }, credits: 2 },
  foreign_matched_on: {
    reply: { ...whole, rows: [{ matchedOn: "https://www.linkedin.com/in/stranger-0-example" }, {}, {}] },
    credits: 2,
  },
  null_values: { reply: { ...whole, rows: [profile({ name: "Mira Solvang", headline: null }), {}, {}] }, credits: 2 },
  empty_values: { reply: { ...whole, rows: [profile({ name: "Mira Solvang", headline: "" }), {}, {}] }, credits: 2 },
  absent_values: {
    reply: {
      ...whole,
      rows: [profile(expect.not.objectContaining({ headline: expect.anything() as string }) as object), {}, {}],
    },
    credits: 2,
  },
  older_shapes: { reply: { ...whole, rows: [profile({ location: "Bergen, Vestland, Norway" }), {}, {}] }, credits: 2 },
  unknown_enums: { reply: { ...whole, rows: [{ matchType: "telepathy" }, {}, {}] }, credits: 2 },
  several_candidates: { reply: { ...whole, rows: [{ candidates: { length: 3 } }, {}, {}] }, credits: 2 },
  different_person: {
    reply: { ...whole, rows: [profile({ name: expect.not.stringContaining("Nobody") as string }), {}, {}] },
    credits: 2,
  },
  not_found_404: {
    batch: batchOf([nobody]),
    reply: { outcome: "answered", rows: [{ matchedOn: nobody.value, candidates: [] }], creditsUsed: 0 },
    credits: 0,
  },
  not_found_404_empty: {
    batch: batchOf([nobody]),
    reply: { outcome: "answered", rows: [{ matchedOn: nobody.value, candidates: [] }], creditsUsed: 0 },
    credits: 0,
  },
  no_cors: { reply: whole, credits: 2 },
};

function profile(basicProfile: object) {
  return { candidates: [{ data: { basic_profile: basicProfile } }] };
}

let sandbox: RunningSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

/** Asks, and lets the client's patience end once the request has arrived. */
async function askUntilTimeout(batch: Batch): Promise<BatchReply> {
  let hasEnded = false;
  const reply = sandbox.service.enrich(batch, never).finally(() => (hasEnded = true));
  while ((await sandbox.ledger()).requests === 0) await new Promise((resolve) => setImmediate(resolve));
  await sandbox.clock.advance(19_999);
  expect(hasEnded).toBe(false);
  await sandbox.clock.advance(1);
  return reply;
}

describe("the client before a service that misbehaves", () => {
  it.each(faultNames)("understands %s, and the books agree", async (name) => {
    const { batch = three, times = 1, reply, credits } = expectations[name];
    await sandbox.fault(name, times);

    const got = name === "timeout" ? await askUntilTimeout(batch) : await sandbox.service.enrich(batch, never);

    expect(got).toMatchObject(reply);
    expect((await sandbox.ledger()).credits).toBe(credits);
  });

  it.each(faultNames)("is answered whole once %s is over", async (name) => {
    await sandbox.fault(name, 1);
    await sandbox.clearFaults();

    expect(answered(await sandbox.service.enrich(three, never)).creditsUsed).toBe(2);
  });

  it("lets a fault strike as often as it was told", async () => {
    await sandbox.fault("503", 2);

    const outcomes = [];
    for (let index = 0; index < 3; index += 1) {
      outcomes.push((await sandbox.service.enrich(three, never)).outcome);
    }

    expect(outcomes).toEqual(["unavailable", "unavailable", "answered"]);
  });

  it("runs out of credits after as many as were said", async () => {
    await sandbox.fault("402_after_n", 3);

    const outcomes = [];
    for (let index = 0; index < 3; index += 1) {
      outcomes.push((await sandbox.service.enrich(three, never)).outcome);
    }

    expect(outcomes).toEqual(["answered", "answered", "credits_used_up"]);
  });
});
