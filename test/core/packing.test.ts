import type { Identifier } from "../../src/core/identifier";
import { createRateLimiter } from "../../src/core/rate-limit";
import { enricherKit, lookupOf } from "../support/enricher-kit";
import { createFakeClock } from "../support/fake-clock";
import { email, url, urls } from "../support/identifiers";

const columns = [["basic_profile"], ["experience"], ["education"]];

const fills = [1, 24, 25, 26, 1_000, 10_000].flatMap((people) => [
  { people, wide: 1 },
  { people, wide: 3 },
]);

describe("packing", () => {
  it.each(fills)("fills $people people x $wide columns with full requests", async ({ people, wide }) => {
    const { enricher, clock, batches } = enricherKit({ latencyMs: 800 });

    const asks = urls(people).flatMap((identifier) =>
      columns.slice(0, wide).map((sections) => enricher.ask(lookupOf(identifier, sections))),
    );
    await clock.runAll();
    const outcomes = await Promise.all(asks);

    expect(batches).toHaveLength(Math.ceil(people / 25));
    expect(outcomes.reduce((sum, { credits }) => sum + credits, 0)).toBe(people);
    expect(enricher.activity.get()).toMatchObject({
      ...{ waiting: 0, inFlight: 0, requestsSent: batches.length, creditsUsed: people },
    });
  });

  it.each([26, 1_000])("packs %i cells that come one by one, 5 ms apart", async (people) => {
    const { enricher, clock, batches } = enricherKit({ latencyMs: 800 });

    const asks: Promise<unknown>[] = [];
    for (const identifier of urls(people)) {
      asks.push(enricher.ask(lookupOf(identifier)));
      await clock.advance(5);
    }
    await clock.runAll();
    await Promise.all(asks);

    expect(batches).toHaveLength(Math.ceil(people / 25));
  });

  it("packs a trickle for at most 2 s", async () => {
    const { enricher, clock, batches } = enricherKit();

    for (const identifier of urls(24)) {
      void enricher.ask(lookupOf(identifier));
      await clock.advance(90);
    }

    expect(batches).toHaveLength(1);
    await clock.runAll();
    expect(batches.map(({ identifiers }) => identifiers.length)).toEqual([23, 1]);
  });

  it("lets a full lane leave at once and a part-filled one when the burst is over", async () => {
    const { enricher, clock, batches } = enricherKit();

    for (const identifier of urls(26)) void enricher.ask(lookupOf(identifier));
    await clock.advance(0);
    expect(batches.map(({ identifiers }) => identifiers.length)).toEqual([25]);

    await clock.advance(99);
    expect(batches).toHaveLength(1);
    await clock.advance(1);
    expect(batches.map(({ identifiers }) => identifiers.length)).toEqual([25, 1]);
  });

  it("asks for two columns together, one of them priced, with one request and one base price", async () => {
    const { enricher, clock, batches } = enricherKit();
    const people = urls(50);

    const asks = [["basic_profile"], ["contact.business_emails"]].flatMap((sections) =>
      people.map((identifier) => enricher.ask(lookupOf(identifier, sections))),
    );
    await clock.runAll();
    const outcomes = await Promise.all(asks);

    expect(batches).toHaveLength(2);
    expect(batches[0]?.sections).toContain("contact.business_emails");
    expect(outcomes.reduce((sum, { credits }) => sum + credits, 0)).toBe(100);
  });

  it("moves a lookup not yet sent to the lane that includes what is wanted later", async () => {
    const { enricher, clock, batches } = enricherKit();

    void enricher.ask(lookupOf(url("ada")));
    void enricher.ask(lookupOf(url("bob")));
    await clock.advance(50);
    void enricher.ask(lookupOf(url("ada"), ["dev_platform_profiles"]));
    await clock.runAll();

    expect(
      batches.map(({ identifiers, sections }) => [keys(identifiers), sections.includes("dev_platform_profiles")]),
    ).toEqual([
      [["url:bob"], false],
      [["url:ada"], true],
    ]);
  });

  it("keeps kinds, thresholds, refresh flags and encoded slugs in lanes of their own", async () => {
    const { enricher, clock, batches } = enricherKit();

    void enricher.ask(lookupOf(url("ada")));
    void enricher.ask(lookupOf(url("%e5%b1%b1")));
    void enricher.ask(lookupOf(email("ada@example.com")));
    void enricher.ask({ ...lookupOf(email("bob@example.com")), options: { minScore: 0.8 } });
    void enricher.ask({ ...lookupOf(url("eve")), options: { forceFetch: true } }, { refresh: true });
    await clock.runAll();

    expect(batches.map(({ identifiers, options }) => [keys(identifiers), options])).toEqual([
      [["url:ada"], {}],
      [["url:%e5%b1%b1"], {}],
      [["email:ada@example.com"], {}],
      [["email:bob@example.com"], { minScore: 0.8 }],
      [["url:eve"], { forceFetch: true }],
    ]);
  });

  it("sends the lower threshold for a person wanted with two, and each sees only what was wanted", async () => {
    const { enricher, clock, batches, script } = enricherKit();
    script(({ identifiers }) => ({
      outcome: "answered",
      creditsUsed: 1,
      rows: identifiers.map(({ value }) => ({
        ...{ matchedOn: value, matchType: undefined, matchStatus: undefined },
        candidates: [0.6, 0.7].map((score) => ({ score, data: {} })),
      })),
    }));

    const strict = enricher.ask({ ...lookupOf(email("ada@example.com")), options: { minScore: 0.9 } });
    const loose = enricher.ask({ ...lookupOf(email("ada@example.com")), options: { minScore: 0.65 } });
    const all = enricher.ask({ ...lookupOf(email("ada@example.com")), options: { minScore: 0.5 } });
    await clock.runAll();

    expect(batches.map(({ options }) => options)).toEqual([{ minScore: 0.5 }]);
    expect((await strict).answer).toMatchObject({ status: "not_found", minScore: 0.9 });
    expect((await loose).answer).toMatchObject({ status: "matched", candidates: [{ score: 0.7 }] });
    expect((await all).answer).toMatchObject({ candidates: [{ score: 0.7 }, { score: 0.6 }] });
  });

  it("asks with the lower threshold, whoever comes first, also where no section is wanted", async () => {
    const { enricher, clock, batches } = enricherKit({ settings: { defaultSections: () => [] } });
    const match = lookupOf(email("ada@example.com"), []);

    void enricher.ask({ ...match, options: { minScore: 0.5 } });
    void enricher.ask({ ...match, options: { minScore: 0.9 } });
    await clock.runAll();

    expect(batches.map(({ sections, options }) => [sections, options])).toEqual([
      [["basic_profile"], { minScore: 0.5 }],
    ]);
  });

  it("never sends a threshold for profile URLs, nor refresh flags without a refresh", async () => {
    const { enricher, clock, batches } = enricherKit();

    void enricher.ask({ ...lookupOf(url("ada")), options: { minScore: 0.9, forceFetch: true, enrichRealtime: true } });
    await clock.runAll();

    expect(batches[0]?.options).toEqual({});
  });

  it("asks for all unpriced sections at once, or exactly for those wanted where data is to be minimised", async () => {
    const wide = enricherKit();
    const narrow = enricherKit({ settings: { defaultSections: () => [] } });

    for (const { enricher, clock } of [wide, narrow]) {
      void enricher.ask(lookupOf(url("ada"), ["education"]));
      void enricher.ask(lookupOf(url("ada"), ["skills"]));
      await clock.runAll();
    }

    expect(wide.batches[0]?.sections).toEqual([
      ...["basic_profile", "professional_network", "social_handles", "experience", "education", "skills"],
    ]);
    expect(narrow.batches[0]?.sections).toEqual(["education", "skills"]);
  });

  it("sends formulas before a bulk run, and lets every fourth request be the run's", async () => {
    const { enricher, clock, batches } = enricherKit({ atOnce: 1, latencyMs: 100 });

    for (const identifier of urls(50, "bulk")) void enricher.ask(lookupOf(identifier), { priority: "bulk" });
    for (const identifier of people(125, "cell")) void enricher.ask(lookupOf(identifier, ["dev_platform_profiles"]));
    await clock.runAll();

    expect(batches.map(({ priority }) => priority)).toEqual([
      ...["formula", "formula", "formula", "bulk", "formula", "formula", "bulk"],
    ]);
  });

  it("fills up a formula's request with people of a bulk run", async () => {
    const { enricher, clock, batches } = enricherKit();

    for (const identifier of urls(24, "bulk")) void enricher.ask(lookupOf(identifier), { priority: "bulk" });
    void enricher.ask(lookupOf(url("cell")));
    await clock.runAll();

    expect(batches.map(({ priority, identifiers }) => [priority, identifiers.length])).toEqual([["formula", 25]]);
  });

  it("packs late: what came while everyone had to wait leaves in full requests", async () => {
    const clock = createFakeClock();
    const slots = createRateLimiter({ clock, random: () => 0 }, { requestsPerMinute: 1 });
    const { enricher, batches } = enricherKit({ clock, slots });

    for (const identifier of urls(5, "first")) void enricher.ask(lookupOf(identifier));
    await clock.advance(1_000);
    for (const prefix of ["a", "b", "c", "d", "e"]) {
      for (const identifier of urls(5, prefix)) void enricher.ask(lookupOf(identifier));
      await clock.advance(5_000);
    }
    await clock.runAll();

    expect(batches.map(({ identifiers }) => identifiers.length)).toEqual([5, 25]);
  });

  it("needs hardly more than the time the rate limit asks for", async () => {
    const clock = createFakeClock();
    const slots = createRateLimiter({ clock, random: () => 0.5 });
    const { enricher, batches } = enricherKit({ clock, slots, latencyMs: 3_000 });
    const startMs = clock.now();

    const asks = urls(2_000).map((identifier) => enricher.ask(lookupOf(identifier)));
    let endMs = 0;
    void Promise.all(asks).then(() => (endMs = clock.now()));
    await clock.runAll();

    expect(batches).toHaveLength(80);
    expect(endMs - startMs).toBeLessThanOrEqual(1.05 * Math.floor(79 / 15) * 60_000 + 3_000);
  });

  it("handles 10,000 cells of one person without trouble", async () => {
    const { enricher, clock, batches } = enricherKit();

    const asks = Array.from({ length: 10_000 }, () => enricher.ask(lookupOf(url("ada"))));
    await clock.runAll();
    const outcomes = await Promise.all(asks);

    expect(batches).toHaveLength(1);
    expect(outcomes.reduce((sum, { credits }) => sum + credits, 0)).toBe(1);
  });
});

function people(count: number, prefix: string): Identifier[] {
  return urls(count, prefix);
}

function keys(identifiers: readonly Identifier[]): string[] {
  return identifiers.map(({ key }) => key);
}
