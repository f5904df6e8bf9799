import fc from "fast-check";
import { addDays, daysOf, isDay, lengthOf, mostDays, periodOf, problemOf } from "../../src/usage-page/days";

const anyDay = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2100-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("the days of a period", () => {
  it.each([
    ["this month", { from: "2026-11-01", to: "2026-11-23" }],
    ["last month", { from: "2026-10-01", to: "2026-10-31" }],
    ["last 7 days", { from: "2026-11-17", to: "2026-11-23" }],
    ["last 30 days", { from: "2026-10-25", to: "2026-11-23" }],
    ["last 90 days", { from: "2026-08-26", to: "2026-11-23" }],
  ] as const)("%s ends or began as people mean it", (choice, period) => {
    expect(periodOf(choice, "2026-11-23")).toEqual(period);
  });

  it("last month of January is December of the year before, and February has its leap day", () => {
    expect(periodOf("last month", "2026-01-31")).toEqual({ from: "2025-12-01", to: "2025-12-31" });
    expect(periodOf("last month", "2028-03-31")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
  });

  it("has every day once, in order, whatever the clocks of the place do", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 400 }), (from, count) => {
        const days = daysOf({ from, to: addDays(from, count) });

        expect(days).toHaveLength(count + 1);
        expect(days).toHaveLength(lengthOf({ from, to: addDays(from, count) }));
        expect(days.every(isDay)).toBe(true);
        expect([...days].sort()).toEqual(days);
        expect(new Set(days).size).toBe(days.length);
      }),
    );
  });

  it.each(["", "2026-02-30", "2026-13-01", "23.11.2026", "2026-11-23T00:00", "02026-11-23"])("%p is no day", (text) => {
    expect(isDay(text)).toBe(false);
  });

  it("says why days of one's own cannot be shown", () => {
    expect(problemOf({ from: "", to: "2026-11-23" })).toBe("Choose a first and a last day.");
    expect(problemOf({ from: "2026-11-24", to: "2026-11-23" })).toBe("The first day is after the last one.");
    expect(problemOf({ from: "2020-01-01", to: "2026-11-23" })).toBe("At most 400 days can be shown at once.");
    expect(problemOf({ from: addDays("2026-11-23", 1 - mostDays), to: "2026-11-23" })).toBeUndefined();
    expect(problemOf({ from: "2026-11-23", to: "2026-11-23" })).toBeUndefined();
  });
});
