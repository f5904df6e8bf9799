import fc from "fast-check";
import { readEnrichRequest } from "../../src/gateway/enrich-request";

const url = (slug: string) => `https://www.linkedin.com/in/${slug}`;
const urls = (count: number) => Array.from({ length: count }, (_, index) => url(`person-${index}`));

function refusedWith(body: unknown): string {
  const read = readEnrichRequest(body);
  return "status" in read && "error" in read.body ? read.body.error.message : "accepted";
}

describe("a request to the gateway", () => {
  it("is read as one lookup for each row, repeated ones included, in order", () => {
    const read = readEnrichRequest({
      professional_network_profile_urls: [url("b"), url("a"), url("b")],
      fields: ["basic_profile.headline", "skills"],
    });

    expect(read).toMatchObject({
      kind: "url",
      fields: ["basic_profile.headline", "skills"],
      rows: [
        { submitted: url("b"), lookup: { sections: ["basic_profile", "skills"] } },
        { submitted: url("a") },
        { submitted: url("b") },
      ],
    });
  });

  it("carries the options the service knows", () => {
    const read = readEnrichRequest({
      business_emails: ["a@b.example"],
      fields: ["skills"],
      min_similarity_score: 0.7,
      force_fetch: true,
      enrich_realtime: false,
    });

    expect(read).toMatchObject({ options: { minScore: 0.7, forceFetch: true } });
  });

  it.each<[string, unknown, string]>([
    ["no identifiers", { fields: ["skills"] }, "Exactly one identifier type must be provided."],
    [
      "both kinds",
      { professional_network_profile_urls: urls(1), business_emails: ["a@b.example"], fields: ["skills"] },
      "Exactly one identifier type must be provided.",
    ],
    [
      "26 identifiers",
      { professional_network_profile_urls: urls(26), fields: ["skills"] },
      "professional_network_profile_urls takes at most 25 entries.",
    ],
    [
      "an empty list",
      { professional_network_profile_urls: [], fields: ["skills"] },
      "professional_network_profile_urls must not be empty.",
    ],
    ["text for a list", { business_emails: "a@b.example", fields: ["skills"] }, "business_emails has a value of"],
    ["no fields", { professional_network_profile_urls: urls(1) }, "fields has a value of the wrong kind."],
    [
      "a score above 1",
      { business_emails: ["a@b.example"], fields: ["basic_profile"], min_similarity_score: 2 },
      "min_similarity_score has a value of the wrong kind.",
    ],
    ["empty fields", { professional_network_profile_urls: urls(1), fields: [] }, "fields must not be empty."],
    [
      "an unknown field",
      { professional_network_profile_urls: urls(1), fields: ["skills", "shoe_size"] },
      "Invalid fields: shoe_size",
    ],
    [
      "an unknown parameter",
      { professional_network_profile_urls: urls(1), fields: ["skills"], preview: true },
      "Unknown parameter: preview",
    ],
    [
      "a bad e-mail",
      { business_emails: ["nobody", "a@b.example"], fields: ["skills"] },
      "Invalid business emails: nobody",
    ],
    [
      "a company page",
      { professional_network_profile_urls: ["https://www.linkedin.com/company/x"], fields: ["skills"] },
      "Invalid professional network profile urls: https://www.linkedin.com/company/x",
    ],
    ["no object", [1], "The body must be a JSON object."],
    ["nothing", undefined, "The body must be a JSON object."],
  ])("is refused with %s, in words", (_what, body, message) => {
    expect(refusedWith(body)).toContain(message);
  });

  it("is read or refused, whatever it is, and never throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({
            professional_network_profile_urls: fc.oneof(fc.anything(), fc.array(fc.string())),
            fields: fc.oneof(fc.anything(), fc.array(fc.string())),
          }),
        ),
        (body) => {
          const read = readEnrichRequest(body);
          return !("status" in read) || read.status === 400;
        },
      ),
      { numRuns: 500 },
    );
  });
});
