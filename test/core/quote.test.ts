import type { BatchReply } from "../../src/core/service";
import { enricherKit, lookupOf, type EnricherKit } from "../support/enricher-kit";
import { email, url, urls } from "../support/identifiers";

async function settled<Value>(kit: EnricherKit, promise: Promise<Value>): Promise<Value> {
  await kit.clock.runAll();
  return promise;
}

describe("a quote", () => {
  it("counts people, requests and credits exactly, and sends nothing", async () => {
    const kit = enricherKit();
    await settled(kit, Promise.all(urls(10).map((identifier) => kit.enricher.ask(lookupOf(identifier)))));

    const emails = Array.from({ length: 30 }, (_, index) => lookupOf(email(`p${index}@example.com`)));
    const lookups = [...urls(40).map((identifier) => lookupOf(identifier)), lookupOf(url("PERSON-39")), ...emails];
    const quote = await settled(kit, kit.enricher.quote(lookups));

    expect(quote).toMatchObject({ people: 70, known: 10, toAsk: 60, requests: 2 + 2, mostCredits: 60 });
    expect(kit.batches).toHaveLength(1);
  });

  it("is what asking then costs", async () => {
    const kit = enricherKit();
    const sections = ["basic_profile", "contact.business_emails", "contact.phone_numbers"];
    const lookups = urls(60).map((identifier, index) => lookupOf(identifier, index < 30 ? sections : ["skills"]));

    const quote = await settled(kit, kit.enricher.quote(lookups));
    const outcomes = await settled(kit, Promise.all(lookups.map((lookup) => kit.enricher.ask(lookup))));

    expect(kit.batches).toHaveLength(quote.requests);
    expect(outcomes.reduce((sum, { credits }) => sum + credits, 0)).toBe(quote.mostCredits);
    expect(quote.mostCredits).toBe(30 * 4 + 30);
  });

  it("names base and add-on again for a priced section wanted after the person was bought", async () => {
    const kit = enricherKit();
    await settled(kit, kit.enricher.ask(lookupOf(url("ada"), ["contact.business_emails"])));

    const lookup = lookupOf(url("ada"), ["contact.business_emails", "contact.personal_emails"]);
    const quote = await settled(kit, kit.enricher.quote([lookup]));

    expect(quote).toMatchObject({ people: 1, known: 0, toAsk: 1, requests: 1, mostCredits: 3 });
    expect(quote.credits).toEqual([
      { section: "base", credits: 1 },
      { section: "contact.personal_emails", credits: 2 },
    ]);
  });

  it("prices a refresh of what is known", async () => {
    const kit = enricherKit();
    await settled(kit, kit.enricher.ask(lookupOf(url("ada"))));

    const quote = await settled(kit, kit.enricher.quote([lookupOf(url("ada"))], { refresh: true }));

    expect(quote).toMatchObject({ people: 1, known: 0, toAsk: 1, requests: 1, mostCredits: 1 });
  });

  it("leaves out what the plan was found not to include", async () => {
    const kit = enricherKit();
    kit.script((): BatchReply => ({ outcome: "fields_denied", fields: ["dev_platform_profiles"] }));
    await settled(kit, kit.enricher.ask(lookupOf(url("ada"), ["dev_platform_profiles"])));

    const quote = await settled(kit, kit.enricher.quote([lookupOf(url("bob"), ["dev_platform_profiles"])]));

    expect(quote.mostCredits).toBe(1);
  });
});
