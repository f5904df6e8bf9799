import type { SandboxOptions } from "../../src/sandbox/sandbox";
import { callSandbox } from "../support/sandbox-calls";

const profile = (slug: string) => `https://www.linkedin.com/in/${slug}`;
const urls = { professional_network_profile_urls: [profile("mira-solvang-example")] };
const emails = { business_emails: ["mira@fjordlight.example"] };
const fields = ["basic_profile"];
const exactlyOne = {
  error: { type: "invalid_request", message: "Exactly one identifier type must be provided.", metadata: [] },
};
const invalid = (message: RegExp) => ({
  error: { type: "invalid_request", message: expect.stringMatching(message) as string },
});

describe("a request to the sandbox", () => {
  it.each<[string, unknown, unknown, SandboxOptions["profile"]?]>([
    ["has no identifiers", { fields }, exactlyOne],
    ["has both kinds", { ...urls, ...emails, fields }, exactlyOne],
    ["names its identifiers otherwise", { enrich_by_profile_url: [profile("x")], fields }, exactlyOne],
    ["has an empty list", { professional_network_profile_urls: [], fields }, exactlyOne],
    [
      "has 26 identifiers",
      { professional_network_profile_urls: Array(26).fill(profile("known")), fields },
      invalid(/25/),
    ],
    ["has text for a list", { professional_network_profile_urls: profile("known"), fields }, invalid(/array/)],
    ["has a list of numbers", { professional_network_profile_urls: [7], fields }, invalid(/string/)],
    ["has null for a list", { professional_network_profile_urls: null, fields }, invalid(/array/)],
    ["has an unknown key", { ...urls, fields, colour: "red" }, invalid(/not allowed: colour/)],
    ["asks for no field", { ...urls, fields: [] }, invalid(/empty/)],
    ["asks for text", { ...urls, fields: "basic_profile" }, invalid(/array/)],
    [
      "asks for a field that is none",
      { ...urls, fields: ["basic_profile.headlin"] },
      {
        error: {
          message: "Invalid fields: basic_profile.headlin. Did you mean 'basic_profile.headline'?",
          metadata: { available_fields: expect.arrayContaining(["skills"]) as unknown },
        },
      },
    ],
    ["asks by a filter's name", { ...urls, fields: ["company_id"] }, invalid(/^Invalid fields: company_id/)],
    ["has a threshold of 2", { ...emails, fields, min_similarity_score: 2 }, invalid(/min_similarity_score/)],
    ["has a threshold in words", { ...emails, fields, min_similarity_score: "high" }, invalid(/min_similarity_score/)],
    ["has text for a flag", { ...urls, fields, force_fetch: "yes" }, invalid(/force_fetch/)],
    ["wants a live preview", { ...urls, fields, preview: true, enrich_realtime: true }, invalid(/preview/)],
    ["is no object", [1], invalid(/object/)],
    ["is no JSON", "{", invalid(/JSON/)],
    ["is empty", "", invalid(/JSON/)],
    [
      "has bad addresses",
      { business_emails: ["mira@fjordlight.example", "no-at", "a@b"], fields },
      invalid(/^Invalid business emails: no-at, a@b$/),
    ],
    [
      "has a government's address",
      { business_emails: ["x@city.gov"], fields },
      invalid(/^Invalid business emails: x@city.gov$/),
    ],
    ["has a flag of older versions", { ...urls, fields, force_fetch: true }, invalid(/force_fetch/), "B"],
    ["has another", { ...urls, fields, enrich_realtime: false }, invalid(/enrich_realtime/), "B"],
    ["has addresses, which are gone", { ...emails, fields }, exactlyOne, "C"],
    [
      "has a threshold, which is gone",
      { ...urls, fields, min_similarity_score: 0.5 },
      invalid(/min_similarity_score/),
      "C",
    ],
    ["asks for contact, which is gone", { ...urls, fields: ["contact"] }, invalid(/^Invalid fields: contact/), "C"],
    [
      "asks for what is still to come",
      { ...urls, fields: ["social_posts"] },
      invalid(/^Invalid fields: social_posts/),
      "A",
    ],
  ])("is refused as a whole when it %s", async (_what, body, expected, profileName = "A") => {
    const sandbox = await callSandbox({ profile: profileName });

    const reply = await sandbox.enrich(body);

    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject(expected as object);
    expect(reply.headers).toMatchObject({ "x-credits-used": "0", "x-ratelimit-limit": "15" });
    expect((await sandbox.ledger()).credits).toBe(0);
  });

  it.each([
    "https://www.linkedin.com/in/two/parts",
    "https://www.linkedin.com/company/fjordlight",
    "https://www.linkedin.com/in/ada?trk=1",
    "https://www.linkedin.com/in/ada#top",
    "https://www.linkedin.com/in/with space",
    "https://www.linkedin.com/in/%E4%BD",
    "https://www.linkedin.com/in/%2F",
    "https://www.linkedin.com/in/何",
    "https://www.linkedin.com/in/-ada",
    `https://www.linkedin.com/in/${"a".repeat(101)}`,
    "https://www.linkedin.com/in/refused-example",
    "https://elsewhere.example/in/ada",
    "www.linkedin.com/in/ada",
    "",
  ])("fails without a word about which, for one bad URL among good ones: %s", async (bad) => {
    const sandbox = await callSandbox();

    const reply = await sandbox.enrich({ professional_network_profile_urls: [profile("known"), bad], fields });

    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toEqual({
      error: { type: "invalid_request", message: "The request could not be processed.", metadata: [] },
    });
  });

  it.each([
    "https://www.linkedin.com/in/mira-solvang-example/",
    "http://linkedin.com/in/mira-solvang-example",
    "https://no.linkedin.com/in/Mira-SOLVANG-example",
  ])("finds the same person by %s", async (spelling) => {
    const sandbox = await callSandbox();

    const reply = await sandbox.enrich({ professional_network_profile_urls: [spelling], fields });

    expect(reply.json()).toMatchObject([
      { matched_on: spelling, matches: [{ person_data: { basic_profile: { name: "Mira Solvang" } } }] },
    ]);
    expect((await sandbox.ledger()).identifiers).toEqual({
      [profile("mira-solvang-example")]: { asked: 1, billed: 1, credits: 1 },
    });
  });

  it.each([
    ["no key", { authorization: undefined }, 401, { message: "Missing API key in request" }],
    ["a legacy token", { authorization: "Token sandbox-key" }, 401, { message: "Missing API key in request" }],
    ["a bad key", { authorization: "Bearer sandbox-bad-key" }, 401, { message: "Invalid API key in request" }],
    ["a key of no known form", { authorization: "Bearer x" }, 401, { message: "Invalid API key in request" }],
    ["no version", { "x-api-version": undefined }, 400, invalid(/^Missing required header: x-api-version$/)],
    ["another version", { "x-api-version": "2024-01-01" }, 400, invalid(/version/)],
    [
      "neither key nor version",
      { authorization: undefined, "x-api-version": undefined },
      401,
      { message: "Missing API key in request" },
    ],
  ])("with %s is turned away before it is read", async (_what, headers, status, body) => {
    const sandbox = await callSandbox();

    const reply = await sandbox.enrich("not even JSON", headers);

    expect(reply.statusCode).toBe(status);
    if (status === 401) expect(reply.json()).toEqual(body);
    else expect(reply.json()).toMatchObject(body);
  });

  it.each([
    ["certifications", ["certifications"]],
    ["certifications.name", ["certifications"]],
    ["updated_at", ["updated_at"]],
  ])("for what the plan lacks is refused as a whole: %s", async (field, denied) => {
    const sandbox = await callSandbox();

    const reply = await sandbox.enrich({ ...urls, fields: ["basic_profile", field] });

    expect(reply.statusCode).toBe(403);
    expect(reply.json()).toEqual({
      error: {
        type: "permission_error",
        message: `Access denied to fields: ${denied.join(", ")}`,
        metadata: [{ denied_fields: denied }],
      },
    });
  });

  it("locks the sections of the newest contract in the newest contract", async () => {
    const sandbox = await callSandbox({ profile: "C" });

    const reply = await sandbox.enrich({ ...urls, fields: ["assessment", "social_posts"] });

    expect(reply.json()).toMatchObject({ error: { metadata: [{ denied_fields: ["assessment", "social_posts"] }] } });
  });

  it("for a section is refused where one of its leaves is locked, and granted for the other leaves", async () => {
    const sandbox = await callSandbox();
    await sandbox.fault("summary_denied");

    expect((await sandbox.enrich({ ...urls, fields: ["basic_profile"] })).statusCode).toBe(403);
    expect((await sandbox.enrich({ ...urls, fields: ["basic_profile.headline"] })).statusCode).toBe(200);
  });
});
