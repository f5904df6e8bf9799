import { createFormulas } from "../../../src/excel/functions/formulas";
import { enricherKit } from "../../support/enricher-kit";

const person = (slug: string) => `https://www.linkedin.com/in/${slug}`;
const startDay = { kind: "date", serial: 46_023 };

function formulasKit() {
  const kit = enricherKit();
  const formulas = createFormulas({ enricher: kit.enricher });
  async function settled<Result>(result: Result | Promise<Result>): Promise<Result> {
    await kit.clock.runAll();
    return result;
  }
  return { ...kit, ...formulas, settled };
}

const valueError = (part: string) => ({
  ...{ kind: "error", code: "#VALUE!", message: expect.stringContaining(part) as string },
});

describe("COST", () => {
  it("counts each person once, at list price, and asks nobody", async () => {
    const { cost, settled, batches } = formulasKit();
    const people = [[person("ada")], ["ada@example.com"], [`${person("ADA")}/`], [""], ["no identifier"], [7]];

    expect(await settled(cost(people, undefined))).toEqual([[2]]);
    expect(await settled(cost(people, [["headline", "past.title", ""]]))).toEqual([[2]]);
    expect(await settled(cost(people, "contact.business_emails, phone_numbers"))).toEqual([[8]]);
    expect(await settled(cost(people, [["match.status"]]))).toEqual([[2]]);
    expect(batches).toEqual([]);
  });

  it("is nothing for those already known, and the full price where a priced field is new", async () => {
    const { cost, person: personOf, settled } = formulasKit();
    await settled(personOf([[person("ada")], [person("nobody-known")]], "name", null));

    const people = [[person("ada")], [person("nobody-known")]];

    expect(await settled(cost(people, "headline, skills"))).toEqual([[0]]);
    expect(await settled(cost(people, "dev_platform_profiles"))).toEqual([[2]]);
    expect(await settled(cost([...people, [person("bob")]], null))).toEqual([[1]]);
  });

  it("is nothing where nobody is named", async () => {
    const { cost, settled } = formulasKit();

    expect(await settled(cost([[""], [null]], null))).toEqual([[0]]);
    expect(await settled(cost([["no identifier"]], null))).toEqual([[0]]);
  });

  it("says which field does not exist", async () => {
    const { cost } = formulasKit();

    expect(await cost([[person("ada")]], [["name", "headlin"]])).toEqual([[valueError("basic_profile.headline")]]);
  });
});

describe("ASOF", () => {
  it("is the day on which the kept answer was fetched, found or not, and asks nobody", async () => {
    const { asOf, person: personOf, settled, batches } = formulasKit();
    const people = [
      [person("ada"), person("nobody-known")],
      [person("bob"), ""],
      ["no identifier", null],
    ];

    expect(await settled(asOf([[person("ada")]]))).toEqual([[""]]);
    await settled(personOf([[person("ada")], [person("nobody-known")]], "name", null));

    expect(await settled(asOf(people))).toEqual([
      [startDay, startDay],
      ["", ""],
      [valueError("“no identifier”"), ""],
    ]);
    expect(batches).toHaveLength(1);
  });

  it("knows an answer however narrowly it was asked for", async () => {
    const { asOf, person: personOf, settled } = formulasKit();
    await settled(personOf("ada@example.com", "name", "min_score=0.9"));
    await settled(personOf("nobody@example.com", "name", "min_score=0.9"));

    expect(await settled(asOf([["ada@example.com", "nobody@example.com"]]))).toEqual([[startDay, startDay]]);
  });
});

describe("a min_score", () => {
  it("is applied to what is kept: no threshold ever buys a person again", async () => {
    const { person: personOf, settled, batches, script } = formulasKit();
    script(({ identifiers }) => ({
      outcome: "answered",
      creditsUsed: 1,
      rows: identifiers.map(({ value }) => ({
        ...{ matchedOn: value, matchType: undefined, matchStatus: undefined },
        candidates: [0.9, 0.6].map((score) => ({ score, data: { basic_profile: { name: `Ada ${score}` } } })),
      })),
    }));
    const ada = (options: string) => settled(personOf("ada@example.com", "name, match.count", options));

    expect(await ada("")).toEqual([["Ada 0.9", 2]]);
    expect(await ada("candidate=2")).toEqual([["Ada 0.6", 2]]);
    expect(await ada("min_score=0,8")).toEqual([["Ada 0.9", 1]]);
    expect(await ada("min_score=0,95; if_missing=nobody")).toEqual([["nobody", 0]]);
    expect(await ada("min_score=0,95")).toEqual([
      [{ kind: "error", code: "#N/A", message: "No match with a score of 0.95 or more." }, 0],
    ]);
    expect(batches).toHaveLength(1);
  });
});
