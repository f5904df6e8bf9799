import fc from "fast-check";
import { chartSeries, chartText } from "../../src/usage-page/chart-series";
import { columnsOf, firstOrder, inOrder, nextOrder, type Column } from "../../src/usage-page/columns";
import { groupsOf } from "../../src/usage-page/groups";
import { creditsOf, sumOf, type Grouping, type UsageRow } from "../../src/usage-page/usage";
import { amountText, digitsFor } from "../../src/usage-page/words";
import { november, teamUsage, usageRow } from "../support/usage-months";

const groupings: readonly Grouping[] = ["person", "day", "workbook", "section"];

/** Rows as a ledger may hold them: names and hashes that begin alike, credits to the millionth. */
const anyRows: fc.Arbitrary<readonly UsageRow[]> = fc.array(
  fc.record({
    day: fc.integer({ min: 1, max: 23 }).map((day) => `2026-11-${String(day).padStart(2, "0")}`),
    person: fc.record({ id: fc.constantFrom("a", "b", "c", "d"), name: fc.constantFrom("Ada", "ada", "", "Bob") }),
    workbook: fc.constantFrom("", "abcdef0", "abcdef01", "abcdef9", "123456"),
    section: fc.constantFrom("base", "contact.business_emails"),
    credits: fc.integer({ min: 1, max: 9_000_000 }).map((units) => units / 1_000_000),
    possiblyBilled: fc.constantFrom(0, 0, 1, 0.5),
  }),
  { maxLength: 60 },
);

describe("usage grouped", () => {
  it.each(groupings)("by %s loses no credit, makes none up and calls no two groups the same", (grouping) => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const groups = groupsOf(rows, grouping);

        expect(sumOf(groups.map(({ credits }) => credits))).toBe(creditsOf(rows));
        expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
        expect(new Set(groups.map(({ label }) => label)).size).toBe(groups.length);
        if (rows.length > 0) expect(groups.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it("adds thirds and tenths up exactly", () => {
    const rows = Array.from({ length: 30 }, () => usageRow({ credits: 0.1 }));

    expect(groupsOf(rows, "person")[0]?.credits).toBe(3);
  });

  it("counts people, days and named workbooks, and tells the last day", () => {
    const rows = [
      usageRow({ day: "2026-11-02", workbook: "aaaaaa1" }),
      usageRow({ day: "2026-11-20", workbook: "" }),
      usageRow({ day: "2026-11-20", person: "Grace Hopper", workbook: "bbbbbb2" }),
    ];

    const [ada] = groupsOf(rows, "person");

    expect(ada).toMatchObject({ label: "Ada Lovelace", credits: 2, days: 2, workbooks: 1, lastDay: "2026-11-20" });
    expect(groupsOf(rows, "section")[0]).toMatchObject({ label: "Usual sections (base)", people: 2, workbooks: 2 });
  });

  it("counts what was possibly billed beside the credits, in a column only where there is any", () => {
    const titles = (rows: readonly UsageRow[]) => columnsOf("day", groupsOf(rows, "day")).map(({ title }) => title);
    const lost = [usageRow({ possiblyBilled: 2 }), usageRow({ credits: 0, possiblyBilled: 0.5 })];

    expect(groupsOf(lost, "person")[0]).toMatchObject({ credits: 1, possiblyBilled: 2.5 });
    expect(titles(lost)).toContain("Possibly billed");
    expect(titles([usageRow()])).not.toContain("Possibly billed");
  });

  it("gives a workbook a short label of its hash, a longer one only where two begin alike", () => {
    const rows = ["a1b2c3ff", "a1b2c3ee", "0099aabb", ""].map((workbook) => usageRow({ workbook }));

    expect(groupsOf(rows, "workbook").map(({ label }) => label)).toEqual([
      ...["Workbook a1b2c3f", "Workbook a1b2c3e", "Workbook 0099aa", "No workbook named"],
    ]);
  });

  it("tells two colleagues of the same name apart, and shows the id of one without a name", () => {
    const named = (id: string, name: string): UsageRow => ({ ...usageRow(), person: { id, name } });
    const rows = [named("token:1", "Ada"), named("token:2", "Ada"), named("token:3", " ")];

    expect(groupsOf(rows, "person").map(({ label }) => label)).toEqual(["Ada (token:1)", "Ada (token:2)", "token:3"]);
  });
});

describe("the table's order", () => {
  const columns = groupings.flatMap((grouping) =>
    columnsOf(grouping, groupsOf([usageRow({ possiblyBilled: 1 })], grouping)).map(
      (column) => [grouping, column] as const,
    ),
  );

  it.each(columns)(
    "by %s and %p: nothing lost, each after the one before, the other way round reversed",
    (...given) => {
      const [grouping, column] = given;
      fc.assert(
        fc.property(anyRows, (rows) => {
          const groups = groupsOf(rows, grouping);
          const values = (direction: "ascending" | "descending") =>
            inOrder(groups, { column: column.id, direction }).map((group) => column.value(group));

          expect([...inOrder(groups, { column: column.id, direction: "ascending" })].sort(byKey)).toEqual(
            [...groups].sort(byKey),
          );
          expect(values("ascending")).toEqual([...values("ascending")].sort(comparing(column)));
          if (column.isNumber) expect(values("descending")).toEqual([...values("ascending")].reverse());
        }),
        { numRuns: 30 },
      );
    },
  );

  it("does not hang on the order in which the rows came", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const order = { column: "people", direction: "descending" } as const;
        const keys = (given: readonly UsageRow[]) => inOrder(groupsOf(given, "section"), order).map(({ key }) => key);

        expect(keys([...rows].reverse())).toEqual(keys(rows));
      }),
    );
  });

  it("begins with who spent most, or the latest day; a press turns it round or takes another column", () => {
    const [label, credits] = columnsOf("person", []);
    if (label === undefined || credits === undefined) throw new Error("There are columns.");

    expect(firstOrder("person")).toEqual({ column: "credits", direction: "descending" });
    expect(firstOrder("day")).toEqual({ column: "label", direction: "descending" });
    expect(nextOrder(firstOrder("person"), credits, "person")).toEqual({ column: "credits", direction: "ascending" });
    expect(nextOrder(firstOrder("person"), label, "person")).toEqual({ column: "label", direction: "ascending" });
  });
});

describe("the chart", () => {
  it("has a bar for every day and all credits in its colours, at most eight and the others", () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom("person" as const, "section" as const), (rows, split) => {
        const chart = chartSeries(rows, november, split);

        expect(chart.labels).toHaveLength(23);
        expect(sumOf(chart.series.flatMap(({ values }) => values))).toBe(creditsOf(rows));
        expect(chart.series.length).toBeLessThanOrEqual(9);
        chart.totals.forEach((total, bar) =>
          expect(sumOf(chart.series.map(({ values }) => values[bar] ?? 0))).toBe(total),
        );
      }),
    );
  });

  it("puts whoever is beyond the eighth together, last", () => {
    const { series } = chartSeries(teamUsage().rows, november, "person");

    expect(series.map(({ label }) => label)).toHaveLength(9);
    expect(series[8]?.label).toBe("3 others");
    expect(sumOf(series.flatMap(({ values }) => values))).toBe(teamUsage().total);
    expect(series.slice(0, 8).map(({ credits }) => credits)).toEqual(
      [...series.slice(0, 8).map(({ credits }) => credits)].sort((one, other) => other - one),
    );
  });

  it("shows months where days would be too narrow", () => {
    const period = { from: "2026-01-15", to: "2026-11-23" };

    const chart = chartSeries([usageRow({ day: "2026-01-31" }), usageRow({ day: "2026-11-01" })], period, "person");

    expect(chart.unit).toBe("month");
    expect(chart.labels).toHaveLength(11);
    expect(chart.totals.map((total) => total)).toEqual([1, ...Array<number>(9).fill(0), 1]);
  });

  it("says in words what it shows", () => {
    const rows = [usageRow({ day: "2026-11-03", credits: 4 }), usageRow({ day: "2026-11-04", person: "Bob" })];

    expect(chartText(chartSeries(rows, november, "person"), november, "person")).toBe(
      "Bar chart of credits by day, split by person, Nov 1, 2026 to Nov 23, 2026. Most on Nov 3, 2026: 4 credits. In all: Ada Lovelace 4, Bob 1.",
    );
  });
});

describe("amounts", () => {
  it("have the digits that they need, and as many below each other", () => {
    expect([1204, 12.5, 0.333333, 0.0001, 0].map((amount) => amountText(amount))).toEqual([
      ...["1,204", "12.5", "0.33", "< 0.01", "0"],
    ]);
    expect([digitsFor([1, 2]), digitsFor([1, 2.5]), digitsFor([1, 2.25]), digitsFor([])]).toEqual([0, 1, 2, 0]);
    expect(amountText(1204, 2)).toBe("1,204.00");
  });
});

function byKey(one: { readonly key: string }, other: { readonly key: string }): number {
  return one.key < other.key ? -1 : 1;
}

function comparing({ isNumber }: Column): (one: string | number, other: string | number) => number {
  if (isNumber) return (one, other) => Number(one) - Number(other);
  return (one, other) => String(one).localeCompare(String(other), "en", { numeric: true, sensitivity: "base" });
}
