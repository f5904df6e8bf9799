import type { KeptAnswer } from "../../src/core/answer";
import { isStale } from "../../src/core/freshness";

const dayMs = 86_400_000;

describe("freshness", () => {
  it("is 30 days for a person found and 7 for nobody found, whatever became of it is still served", () => {
    const found: KeptAnswer = { status: "matched", candidates: [], matchedOn: "", sections: [], denied: [], asOf: 0 };

    expect([30, 31].map((days) => isStale(found, days * dayMs))).toEqual([false, true]);
    expect([7, 8].map((days) => isStale({ status: "not_found", asOf: 0 }, days * dayMs))).toEqual([false, true]);
  });

  it("is as long as the settings say", () => {
    const settings = { foundFreshMs: 10, notFoundFreshMs: 5 };

    expect(isStale({ status: "redacted", asOf: 0 }, 6, settings)).toBe(true);
  });
});
