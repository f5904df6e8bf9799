import type { KeptAnswer } from "../../../src/core/answer";
import type { Lookup } from "../../../src/core/enricher";
import type { RefreshChoice } from "../../../src/core/formulas/formula-work";
import { parseIdentifier } from "../../../src/core/identifier";
import { planRefresh, type SeenCell } from "../../../src/excel/recalculate/plan-refresh";
import { createFakeClock } from "../../support/fake-clock";
import { keptBySlug } from "../../support/formulas-in-memory";

const dayMs = 86_400_000;
const clock = createFakeClock();

function lookup(slug: string, sections: readonly string[] = ["basic_profile"]): Lookup {
  const reading = parseIdentifier(`https://www.linkedin.com/in/${slug}`);
  if (reading.status !== "identifier") throw new Error(`${slug} is no identifier`);
  return { identifier: reading.identifier, sections };
}

/** A cell of one call for these people; `undefined` where it computes them. */
function cell(lookups: readonly Lookup[] | undefined, parts: Partial<SeenCell> = {}): SeenCell {
  return {
    ...{ sheetId: "sheet-1", row: 0, column: 0, formula: "=ENRICH.PERSON(A1)", value: "Ada", hasErrors: false },
    calls: [{ isWhole: true, lookups }],
    ...parts,
  };
}

const matched = (ageDays = 0): KeptAnswer => ({
  ...{ status: "matched", candidates: [{ score: 1, data: {} }], matchedOn: "x", sections: [], denied: [] },
  asOf: clock.now() - ageDays * dayMs,
});
const notFound: KeptAnswer = { status: "not_found", asOf: clock.now() };

/** The plan, and the slugs of whom it asks. */
async function plan(
  cells: readonly SeenCell[],
  choice: RefreshChoice,
  kept: Readonly<Record<string, KeptAnswer>> = {},
) {
  const made = await planRefresh(
    cells,
    { choice, sheetId: "sheet-1" },
    {
      clock,
      refreshFlags: () => ({}),
      enricher: {
        ...keptBySlug(kept),
        quote: (lookups) =>
          Promise.resolve({
            ...{ people: lookups.length, known: 0, toAsk: lookups.length, requests: 1 },
            ...{ mostCredits: lookups.length, credits: [] },
          }),
      },
    },
  );
  return { ...made, asked: made.lookups.map(({ identifier }) => /[^:/]+$/u.exec(identifier.key)?.[0]).sort() };
}

describe("a refresh plan", () => {
  it("asks for each person once, with all that the formulas want, however many name them", async () => {
    const cells = [cell([lookup("ada")]), cell([lookup("ada", ["skills"])]), cell([lookup("bo"), lookup("ada")])];

    const made = await plan(cells, { which: "sheet" });

    expect(made).toMatchObject({ asked: ["ada", "bo"], formulas: 3, mostCredits: 2 });
    expect(made.lookups[0]?.sections).toEqual(["basic_profile", "skills"]);
  });

  it("takes answers older than so many days only; what was never asked is left to its cell", async () => {
    const cells = [cell([lookup("old")]), cell([lookup("fresh")]), cell([lookup("never")])];

    const made = await plan(cells, { which: "older", days: 30 }, { old: matched(31), fresh: matched(29) });

    expect(made).toMatchObject({ asked: ["old"], formulas: 1 });
  });

  it("with errors only, asks who has no answer, shows who has one, and leaves no match alone unless told", async () => {
    const failing = { value: "#N/A", hasErrors: true };
    const cells = ["failed", "known", "nobody"].map((slug) => cell([lookup(slug)], failing));
    cells.push(cell([lookup("fine")]));
    const kept = { known: matched(), nobody: notFound };

    const made = await plan(cells, { which: "errors" }, kept);
    const all = await plan(cells, { which: "errors", withNoMatch: true }, kept);

    expect(made).toMatchObject({ asked: ["failed"], formulas: 2 });
    expect(made.shownAnew.map((key) => /[^:/]+$/u.exec(key)?.[0])).toEqual(["known"]);
    expect(all.asked).toEqual(["failed", "nobody"]);
  });

  it("finds an error that IFERROR hides", async () => {
    const hidden = cell([lookup("failed")], {
      ...{ formula: '=IFERROR(ENRICH.PERSON(A1),"?")', value: "?" },
      calls: [{ isWhole: false, lookups: [lookup("failed")] }],
    });

    expect((await plan([hidden], { which: "errors" })).asked).toEqual(["failed"]);
    expect((await plan([{ ...hidden, value: "Ada" }], { which: "errors" })).asked).toEqual([]);
  });

  it("never asks for somebody behind another call who was never asked for", async () => {
    const either = cell([], {
      calls: [
        { isWhole: false, lookups: [lookup("first")] },
        { isWhole: false, lookups: [lookup("second")] },
      ],
    });

    expect((await plan([either], { which: "sheet" })).asked).toEqual(["first"]);
    expect((await plan([either], { which: "sheet" }, { second: matched() })).asked).toEqual(["first", "second"]);
  });

  it("counts formulas that compute whom they ask for", async () => {
    expect(await plan([cell(undefined), cell([lookup("ada")])], { which: "sheet" })).toMatchObject({
      unreadable: 1,
      formulas: 1,
    });
  });
});
