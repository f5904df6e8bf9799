import { email, url, urls } from "../support/identifiers";
import { enricherKit, lookupOf } from "../support/enricher-kit";

describe("an enricher", () => {
  it("answers everyone of a burst in one request", async () => {
    const { enricher, clock, batches } = enricherKit();

    const asks = urls(3).map((identifier) => enricher.ask(lookupOf(identifier)));
    await clock.runAll();
    const outcomes = await Promise.all(asks);

    expect(batches).toHaveLength(1);
    expect(outcomes.map(({ answer, credits, origin }) => [answer.status, credits, origin])).toEqual([
      ["matched", 1, "asked"],
      ["matched", 1, "asked"],
      ["matched", 1, "asked"],
    ]);
  });

  it("asks once for a person wanted by two cells, and only the first pays", async () => {
    const { enricher, clock, batches } = enricherKit();

    const first = enricher.ask(lookupOf(url("ada")));
    const second = enricher.ask(lookupOf(url("ada"), ["education"]));
    await clock.runAll();

    expect([(await first).credits, (await second).credits]).toEqual([1, 0]);
    expect(batches.map(({ identifiers }) => identifiers.length)).toEqual([1]);
  });

  it("answers from what is kept without asking again", async () => {
    const { enricher, clock, batches } = enricherKit();
    const first = enricher.ask(lookupOf(email("nobody@example.com")));
    await clock.runAll();
    await first;

    const again = await enricher.ask(lookupOf(email("nobody@example.com")));

    expect(again).toMatchObject({ answer: { status: "not_found" }, credits: 0, origin: "kept" });
    expect(batches).toHaveLength(1);
  });
});
