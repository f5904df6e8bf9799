import { catalogue } from "../../src/core/catalogue";
import { contracts } from "../../src/sandbox/contracts";
import { allPaths } from "../../src/sandbox/full-person";
import { type AnswerRow, callSandbox, type SandboxCalls } from "../support/sandbox-calls";

const profile = (slug: string) => `https://www.linkedin.com/in/${slug}`;
const mira = profile("mira-solvang-example");

async function rowsOf(sandbox: SandboxCalls, body: object): Promise<AnswerRow[]> {
  const reply = await sandbox.enrich(body);
  if (reply.statusCode !== 200) throw new Error(reply.body);
  return reply.json<AnswerRow[]>();
}

const dataOf = (row: AnswerRow | undefined) => row?.matches[0]?.person_data ?? {};

describe("an answer of the sandbox", () => {
  it("has one row for each identifier in order, duplicates and misses included", async () => {
    const sandbox = await callSandbox();
    const asked = [mira, profile("nobody"), profile("redacted-one"), mira];

    const rows = await rowsOf(sandbox, { professional_network_profile_urls: asked, fields: ["basic_profile.name"] });

    expect(rows.map((row) => row.matched_on)).toEqual(asked);
    expect(rows.map((row) => row.matches.length)).toEqual([1, 0, 0, 1]);
    expect(rows.map((row) => row.match_status)).toEqual([undefined, undefined, "redacted", undefined]);
    expect((await sandbox.ledger()).identifiers[mira]).toEqual({ asked: 2, billed: 2, credits: 2 });
  });

  it("says match_status of every row in the newest contract", async () => {
    const sandbox = await callSandbox({ profile: "C" });
    const asked = [mira, profile("nobody"), profile("redacted-one")];

    const rows = await rowsOf(sandbox, { professional_network_profile_urls: asked });

    expect(rows.map((row) => row.match_status)).toEqual(["matched", "not_found", "redacted"]);
  });

  it("holds what was asked for and the id, and nothing else", async () => {
    const sandbox = await callSandbox();

    const [row] = await rowsOf(sandbox, {
      professional_network_profile_urls: [mira],
      fields: ["basic_profile.name", "experience.employment_details.current.company_name", "skills"],
    });

    expect(dataOf(row)).toEqual({
      crustdata_person_id: expect.any(Number) as number,
      basic_profile: { name: "Mira Solvang" },
      experience: { employment_details: { current: [{ name: "Fjordlight Analytics" }] } },
      skills: { professional_network_skills: expect.any(Array) as string[] },
    });
  });

  it.each([
    ["A", ["contact", "education", "skills"]],
    ["B", []],
    ["C", []],
  ] as const)("without fields follows contract %s", async (name, further) => {
    const sandbox = await callSandbox({ profile: name });

    const [row] = await rowsOf(sandbox, { professional_network_profile_urls: [mira] });

    const sections = Object.keys(dataOf(row));
    expect(sections).toEqual(expect.arrayContaining(["basic_profile", "social_handles", ...further]));
    if (further.length === 0) expect(sections).toHaveLength(3);
    expect(sections).not.toContain("certifications");
  });

  it("knows every path that the catalogue offers", () => {
    const later = new Set(["assessment", "social_posts"]);
    const offered = catalogue.map(({ path }) => path).filter((path) => !later.has(path.split(".")[0] ?? ""));
    const aliases = offered.filter((path) => path.endsWith(".company_name"));

    expect(offered.filter((path) => !allPaths.includes(path) && !aliases.includes(path))).toEqual([]);
  });

  it("grants each of its paths to a request of its own", async () => {
    const sandbox = await callSandbox({ requestsPerMinute: 10_000 });
    await sandbox.fault("full_plan");
    const paths = allPaths.filter((path) => contracts.A.sections.includes(path.split(".")[0] ?? ""));

    const refused = [];
    for (const path of paths.filter((name) => name !== "crustdata_person_id")) {
      const reply = await sandbox.enrich({ professional_network_profile_urls: [mira], fields: [path] });
      if (reply.statusCode !== 200) refused.push(path);
    }

    expect(refused).toEqual([]);
  });

  it("is a preview where one is asked for: the basic profile, free", async () => {
    const sandbox = await callSandbox();

    const [row] = await rowsOf(sandbox, { professional_network_profile_urls: [mira], preview: true });

    expect(Object.keys(dataOf(row))).toEqual(["crustdata_person_id", "basic_profile"]);
    expect((await sandbox.ledger()).credits).toBe(0);
  });

  it.each(["force_fetch", "enrich_realtime"])("is of this moment where %s asks for it", async (flag) => {
    const sandbox = await callSandbox();
    const body = { professional_network_profile_urls: [mira], fields: ["basic_profile.last_updated"] };

    const [kept] = await rowsOf(sandbox, body);
    const [fresh] = await rowsOf(sandbox, { ...body, [flag]: true });

    expect(dataOf(kept)["basic_profile"]?.["last_updated"]).not.toMatch(/^2026-11-01/);
    expect(dataOf(fresh)["basic_profile"]?.["last_updated"]).toMatch(/^2026-11-01/);
  });

  it("to an address may hold several candidates, best first, and the threshold cuts the tail", async () => {
    const sandbox = await callSandbox({ requestsPerMinute: 1000 });
    const addresses = Array.from({ length: 25 }, (_, index) => `known.person${index}@corner.example`);
    const fields = ["basic_profile.name"];

    const rows = await rowsOf(sandbox, { business_emails: addresses, fields });
    const cut = await rowsOf(sandbox, { business_emails: addresses, fields, min_similarity_score: 0.8 });
    const none = await rowsOf(sandbox, { business_emails: addresses, fields, min_similarity_score: 1 });

    const scores = rows.map((row) => row.matches.map((match) => match.confidence_score));
    expect(scores.some((list) => list.length > 1)).toBe(true);
    expect(scores).toEqual(scores.map((list) => [...list].sort((a, b) => b - a)));
    expect(cut.every((row) => row.matches.length === 1)).toBe(true);
    expect(none.every((row) => row.matches.length === 0)).toBe(true);
    expect((await sandbox.ledger()).credits).toBe(50);
  });

  it.each(["ada@gmail.com", "ada@yahoo.co.uk", "ada@proton.me", "nobody@fjordlight.example"])(
    "to the private address %s is empty and free",
    async (address) => {
      const sandbox = await callSandbox();

      const reply = await sandbox.enrich({ business_emails: [address], fields: ["basic_profile"] });

      expect(reply.json()).toEqual([{ matched_on: address, match_type: "business_email", matches: [] }]);
      expect(reply.headers["x-credits-used"]).toBe("0");
    },
  );
});

describe("the bill", () => {
  it.each([
    [["basic_profile", "experience", "skills"], 1],
    [["contact.websites"], 1],
    [["contact.business_emails"], 2],
    [["contact.business_emails.email"], 2],
    [["contact.phone_numbers"], 3],
    [["contact.business_emails", "contact.phone_numbers", "dev_platform_profiles"], 5],
  ])("for %j of somebody who has it all is %d", async (fields, credits) => {
    const sandbox = await callSandbox();

    const reply = await sandbox.enrich({ professional_network_profile_urls: [mira], fields });

    expect(reply.headers["x-credits-used"]).toBe(String(credits));
    expect((await sandbox.ledger()).identifiers[mira]).toEqual({ asked: 1, billed: 1, credits });
  });

  it("charges nothing for what was asked and not returned", async () => {
    const sandbox = await callSandbox();
    const fields = ["contact.business_emails", "contact.phone_numbers", "dev_platform_profiles"];

    const reply = await sandbox.enrich({
      professional_network_profile_urls: [profile("oskar-tallbacka-example")],
      fields,
    });

    const [row] = reply.json<AnswerRow[]>();
    const contact = dataOf(row)["contact"] ?? {};
    const returned = [contact["business_emails"], dataOf(row)["dev_platform_profiles"]].map(
      (list) => (list as unknown[]).length,
    );
    expect(contact["phone_numbers"]).toEqual([]);
    expect(reply.headers["x-credits-used"]).toBe(String(1 + returned[0]! + returned[1]!));
  });

  it("stops at the end of the account's credits, each key having its own", async () => {
    const sandbox = await callSandbox({ credits: 2 });
    const body = { professional_network_profile_urls: [mira, profile("known-other")], fields: ["skills"] };

    expect((await sandbox.enrich(body)).statusCode).toBe(200);
    expect((await sandbox.get("/user/credits")).json()).toEqual({ credits: 0 });
    const refused = await sandbox.enrich(body);
    expect([refused.statusCode, refused.json<{ error: { type: string } }>().error.type]).toEqual([
      402,
      "insufficient_credits",
    ]);
    expect((await sandbox.enrich(body, { authorization: "Bearer another-key" })).statusCode).toBe(200);
  });

  it("of 10,000 people reconciles with the answers", async () => {
    const sandbox = await callSandbox({ requestsPerMinute: 1000 });
    let matched = 0;

    for (let start = 0; start < 10_000; start += 25) {
      const asked = Array.from({ length: 25 }, (_, index) => profile(`person-${start + index}`));
      const rows = await rowsOf(sandbox, { professional_network_profile_urls: asked, fields: ["basic_profile"] });
      matched += rows.filter((row) => row.matches.length > 0).length;
    }

    const ledger = await sandbox.ledger();
    expect(ledger.requests).toBe(400);
    expect(ledger.credits).toBe(matched);
    expect(Object.keys(ledger.identifiers)).toHaveLength(10_000);
    expect(matched).toBeGreaterThan(9_000);
    expect(matched).toBeLessThan(9_400);
  }, 60_000);
});
