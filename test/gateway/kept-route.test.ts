import { defaultSections } from "../../src/core/catalogue";
import { parseIdentifier, type Identifier } from "../../src/core/identifier";
import type { Batch } from "../../src/core/service";
import { createKeptQuestion } from "../../src/crustdata/kept-question";
import { systemClock } from "../../src/gateway/system-clock";
import { spendKit } from "../support/spend-kit";
import { startGatewayRig, url, type GatewayRig, type GatewayRigOptions } from "../support/gateway-rig";

function identifierOf(text: string): Identifier {
  const parsed = parseIdentifier(text);
  if (parsed.status !== "identifier") throw new Error(text);
  return parsed.identifier;
}

describe("the question what the gateway keeps", () => {
  const ends: (() => Promise<void>)[] = [];

  async function start(options: GatewayRigOptions = {}, headers: Record<string, string> = {}) {
    const rig = await startGatewayRig(options);
    ends.push(() => rig.close());
    const baseUrl = `${await rig.gateway.listen({ host: "127.0.0.1", port: 0 })}/api`;
    const question = createKeptQuestion({ baseUrl, fetch, clock: systemClock, headers: () => headers });
    const ask = (slugs: readonly string[], sections: readonly string[] = defaultSections) => {
      const identifiers = slugs.map((slug) => identifierOf(url(slug)));
      const batch: Batch = { kind: "url", identifiers, sections, options: {}, priority: "formula" };
      return question(batch, new AbortController().signal);
    };
    return { rig, question, ask };
  }

  const buy = (rig: GatewayRig, slugs: readonly string[], fields: readonly string[] = defaultSections, headers = {}) =>
    rig.enrich({ professional_network_profile_urls: slugs.map(url), fields }, headers);
  const spent = async (rig: GatewayRig) => {
    const { requests, credits } = await rig.ledger();
    return { requests, credits };
  };

  afterEach(async () => {
    await Promise.all(ends.splice(0).map((end) => end()));
  });

  it("is answered with matched and not found, says when they were fetched, and asks nobody", async () => {
    const { rig, ask } = await start();
    await buy(rig, ["known-a", "nobody-b"]);
    const before = await spent(rig);

    const rows = await ask(["known-c", "known-a", "nobody-b"]);

    expect(rows).toMatchObject([
      { matchedOn: url("known-a"), candidates: [{ score: 1 }], sections: defaultSections, denied: [] },
      { matchedOn: url("nobody-b"), candidates: [], sections: defaultSections },
    ]);
    expect(Math.abs(Date.now() - (rows?.[0]?.asOf ?? 0))).toBeLessThan(60_000);
    expect(await spent(rig)).toEqual(before);
  });

  it("is answered with what is known of the fields asked for, and no more of the person", async () => {
    const { rig, ask } = await start();
    await buy(rig, ["known-a"], ["basic_profile", "skills"]);

    const [row] = (await ask(["known-a"], ["basic_profile", "contact.business_emails"])) ?? [];

    expect(row?.sections).toEqual(["basic_profile"]);
    expect(Object.keys(row?.candidates[0]?.data ?? {})).toEqual(expect.not.arrayContaining(["skills", "contact"]));
  });

  it("is answered with what the plan does not include", async () => {
    const { rig, ask } = await start();
    await buy(rig, ["known-a"], ["basic_profile", "certifications"]);

    expect(await ask(["known-a"], ["basic_profile", "certifications"])).toMatchObject([{ denied: ["certifications"] }]);
  });

  it("takes 100 people at once and no more, and the paid one 25", async () => {
    const { rig, ask } = await start();
    const people = Array.from({ length: 101 }, (_, index) => `known-${index}`);

    expect(await ask(people.slice(1))).toEqual([]);
    expect(await ask(people)).toBeUndefined();
    expect((await buy(rig, people.slice(0, 26))).statusCode).toBe(400);
  });

  it("keeps personal keys apart from each other and from the team", async () => {
    const { rig, ask } = await start({ own: "team" }, { "x-personal-key": "sandbox-mine" });
    await buy(rig, ["known-a"]);
    await buy(rig, ["known-b"], defaultSections, { "x-personal-key": "sandbox-other" });
    await buy(rig, ["known-c"], defaultSections, { "x-personal-key": "sandbox-mine" });

    expect((await ask(["known-a", "known-b", "known-c"]))?.map(({ matchedOn }) => matchedOn)).toEqual([url("known-c")]);
  });

  it("has no answer without a key", async () => {
    const { ask } = await start({ own: undefined });

    expect(await ask(["known-a"])).toBeUndefined();
  });

  it("fills a colleague's fresh profile with 300 formulas for nothing, without asking for a yes", async () => {
    const { rig, question } = await start();
    const slugs = Array.from({ length: 300 }, (_, index) => (index % 6 === 5 ? `nobody-${index}` : `known-${index}`));
    for (let first = 0; first < slugs.length; first += 25) await buy(rig, slugs.slice(first, first + 25));
    const before = await spent(rig);
    const colleague = spendKit({ clock: { ...systemClock, ...unused }, keptQuestion: question });

    const outcomes = await Promise.all(
      slugs.map((slug) => colleague.enricher.ask({ identifier: identifierOf(url(slug)), sections: ["basic_profile"] })),
    );

    expect(outcomes.map(({ answer }) => answer.status)).toEqual(
      slugs.map((slug) => (slug.startsWith("known") ? "matched" : "not_found")),
    );
    expect(colleague.batches).toEqual([]);
    expect(colleague.approval.state.get().people).toBe(0);
    expect(await spent(rig)).toEqual(before);
  });

  it("has 200 not-found cells of a personal key wait for a yes in a fresh profile, once the key's answers are gone", async () => {
    const slugs = Array.from({ length: 200 }, (_, index) => `nobody-${index}`);
    const { rig, question } = await start({ own: undefined }, { "x-personal-key": "sandbox-mine" });
    const fresh = spendKit({ clock: { ...systemClock, ...unused }, keptQuestion: question });

    const outcomes = await Promise.all(
      slugs.map((slug) => fresh.enricher.ask({ identifier: identifierOf(url(slug)), sections: ["basic_profile"] })),
    );

    expect(outcomes.every(({ answer }) => answer.status === "failed" && answer.code === "approval_needed")).toBe(true);
    expect(fresh.approval.state.get()).toMatchObject({ people: 200, requests: 8, mostCredits: 200 });
    expect(fresh.batches).toEqual([]);
    expect(await spent(rig)).toEqual({ requests: 0, credits: 0 });
  });
});

/** A gateway that does not know the question must not take it for an order. */
describe("an older gateway", () => {
  it.each([
    ["that has no such path", 404, '{"error":{"type":"not_found","message":"There is no such path here."}}'],
    ["that answers everything with a page", 200, "<html></html>"],
    ["that answers in the service's shape", 200, "[]"],
  ])("%s says nothing", async (_, status, body) => {
    const sent: string[] = [];
    const question = createKeptQuestion({
      ...{ baseUrl: "https://localhost/api", clock: systemClock, headers: () => ({}) },
      fetch: (input) => {
        sent.push(input instanceof Request ? input.url : String(input));
        return Promise.resolve(new Response(body, { status }));
      },
    });
    const identifiers = [identifierOf(url("ada"))];
    const batch: Batch = { kind: "url", identifiers, sections: ["skills"], options: {}, priority: "formula" };

    expect(await question(batch, new AbortController().signal)).toBeUndefined();
    expect(sent).toEqual(["https://localhost/api/person/kept"]);
  });
});

const unused = { advance: () => Promise.resolve(), runAll: () => Promise.resolve(), sleepers: 0 };
