import type { Answer, FailureCode } from "../../src/core/answer";
import { parseIdentifier } from "../../src/core/identifier";
import type { Batch, BatchReply } from "../../src/core/service";
import { readReply } from "../../src/crustdata/replies";
import { readEnrichRequest, type EnrichRequest } from "../../src/gateway/enrich-request";
import { failedReply } from "../../src/gateway/failed-reply";

const people = ["https://www.linkedin.com/in/ada", "https://www.linkedin.com/in/bo"];
const emails = ["ada@fjord.example", "bo@fjord.example"];

function request(kind: "url" | "email", fields = ["basic_profile", "skills"]): EnrichRequest {
  const list = kind === "url" ? { professional_network_profile_urls: people } : { business_emails: emails };
  const read = readEnrichRequest({ ...list, fields });
  if ("status" in read) throw new Error("refused");
  return read;
}

const failed = (code: FailureCode, possiblyBilled = false): Answer => ({
  status: "failed",
  code,
  possiblyBilled,
  asOf: 0,
});
const notFound: Answer = { status: "not_found", asOf: 0 };
const matched = (denied: readonly string[]): Answer => ({
  status: "matched",
  candidates: [{ score: 1, data: {} }],
  matchedOn: "x",
  sections: ["basic_profile"],
  denied,
  asOf: 0,
});

/** What our own client understands of the refusal: the add-in and the gateway share that client. */
function understood(asked: EnrichRequest, answers: readonly (Answer | undefined)[]): BatchReply | undefined {
  const refusal = failedReply(asked, answers);
  if (!refusal) return undefined;
  const identifiers = (asked.kind === "url" ? people : emails).flatMap((text) => {
    const parsed = parseIdentifier(text);
    return parsed.status === "identifier" ? [parsed.identifier] : [];
  });
  const batch: Batch = { kind: asked.kind, identifiers, sections: asked.fields, options: {}, priority: "formula" };
  const headers = new Headers(
    refusal.retryAfterSeconds === undefined ? {} : { "retry-after": String(refusal.retryAfterSeconds) },
  );
  return readReply({ status: refusal.status, headers, body: JSON.stringify(refusal.body) }, batch, 0);
}

describe("a request that cannot be answered whole", () => {
  it.each<[FailureCode, "url" | "email", Partial<BatchReply>]>([
    ["no_key", "url", { outcome: "key_missing" }],
    ["key_refused", "url", { outcome: "key_refused" }],
    ["credits_used_up", "url", { outcome: "credits_used_up" }],
    ["endpoint_denied", "url", { outcome: "endpoint_denied" }],
    ["contract_changed", "url", { outcome: "contract_changed" }],
    ["emails_not_supported", "email", { outcome: "emails_not_supported" }],
    ["identifier_refused", "url", { outcome: "identifiers_refused", identifiers: [people[1]!] }],
    ["identifier_refused", "email", { outcome: "identifiers_refused", identifiers: [emails[1]!] }],
    ["service_unavailable", "url", { outcome: "unavailable", status: 503 }],
    ["network_unavailable", "url", { outcome: "unavailable", status: 502 }],
    ["no_answer_in_time", "url", { outcome: "lost", cause: "timeout" }],
    ["still_queued", "url", { outcome: "rate_limited", retryAfterMs: 1000 }],
    ["stopped", "url", { outcome: "unavailable", status: 503 }],
  ])("says %s of a %s so that the same client understands it", (code, kind, expected) => {
    expect(understood(request(kind), [notFound, failed(code)])).toMatchObject(expected);
  });

  it("says of a failure that may have been billed that it may have been billed", () => {
    expect(understood(request("url"), [failed("service_unavailable", true), failed("no_answer_in_time")])).toEqual({
      outcome: "lost",
      cause: "timeout",
    });
  });

  it.each<FailureCode>(["contract_changed", "no_answer_in_time", "network_unavailable", "service_unavailable"])(
    "says which row %s is about, so that no other fails with it",
    (code) => {
      expect(understood(request("url"), [notFound, failed(code)])).toMatchObject({ concerns: [1] });
      expect(understood(request("url"), [undefined, failed(code, true)])).toMatchObject({ concerns: [1] });
      expect(understood(request("url"), [failed(code), failed(code)])).not.toHaveProperty("concerns");
    },
  );

  it("passes on why a reply could not be read, and whether it may have been billed", () => {
    const failure: Answer = {
      status: "failed",
      code: "contract_changed",
      detail: "It has moved on.",
      possiblyBilled: true,
      asOf: 0,
    };
    const unbilled: Answer = { ...failure, possiblyBilled: false };

    const read = { outcome: "contract_changed", detail: "It has moved on." };
    expect(understood(request("url"), [failure, failure])).toEqual({ ...read, possiblyBilled: true });
    expect(understood(request("url"), [unbilled, unbilled])).toEqual(read);
  });

  it("asks to come again while a row still waits", () => {
    expect(understood(request("url"), [notFound, undefined])).toEqual({ outcome: "rate_limited", retryAfterMs: 1000 });
  });

  it("names the fields outside the plan, as narrowly as they were asked or denied", () => {
    expect(understood(request("url"), [matched(["skills"]), notFound])).toEqual({
      outcome: "fields_denied",
      fields: ["skills"],
    });
    expect(understood(request("url"), [matched(["basic_profile.summary"]), notFound])).toEqual({
      outcome: "fields_denied",
      fields: ["basic_profile.summary"],
    });
    expect(understood(request("url", ["skills.professional_network_skills"]), [matched(["skills"]), notFound])).toEqual(
      {
        outcome: "fields_denied",
        fields: ["skills.professional_network_skills"],
      },
    );
  });

  it("is answered whole where what is denied was not asked for", () => {
    expect(failedReply(request("url", ["basic_profile.name"]), [matched(["basic_profile.summary"]), notFound])).toBe(
      undefined,
    );
  });

  it("stops the asking before it blames a row", () => {
    expect(understood(request("url"), [failed("identifier_refused"), failed("credits_used_up")])).toEqual({
      outcome: "credits_used_up",
    });
  });
});
