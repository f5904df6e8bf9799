import fc from "fast-check";
import type { KeptAnswer } from "../../src/core/answer";
import { splitCredits } from "../../src/core/credits";

const prices: Readonly<Record<string, number>> = { "contact.business_emails": 1, "contact.phone_numbers": 2 };
const facts = { priceOf: (section: string) => prices[section] ?? 0, leavesOf: () => [] };
const sections = ["basic_profile", ...Object.keys(prices)];
const missed: KeptAnswer = { status: "not_found", asOf: 0 };

function found(data: Record<string, unknown> = {}): KeptAnswer {
  return { status: "matched", candidates: [{ score: 1, data }], matchedOn: "", sections, denied: [], asOf: 0 };
}

describe("splitting credits", () => {
  it("bills nothing for those not found, and add-ons only where they were returned", () => {
    const answers = [
      ...[found(), missed, found({ contact: { business_emails: [{}], phone_numbers: [] } })],
      found({ contact: { business_emails: [{}], phone_numbers: ["+47"] } }),
    ];

    expect(splitCredits(answers, sections, 7, facts)).toEqual([1, 0, 2, 4]);
  });

  it("scales list price to what the service billed, rounding remainder to the last", () => {
    expect(splitCredits([found(), found(), found()], sections, 1, facts)).toEqual([0.333333, 0.333333, 0.333334]);
    expect(splitCredits([found(), found()], sections, 6, facts)).toEqual([3, 3]);
    expect(splitCredits([found(), missed], sections, 0, facts)).toEqual([0, 0]);
  });

  it("counts a bill for nobody found against the last, so that sums reconcile", () => {
    expect(splitCredits([missed, undefined], sections, 1, facts)).toEqual([0, 1]);
  });

  it("takes the list price where the service says nothing", () => {
    expect(splitCredits([found(), missed, found()], sections, undefined, facts)).toEqual([1, 0, 1]);
  });

  it("reconciles to the service's figure, whatever it is", () => {
    const answer = fc.constantFrom(missed, undefined, found(), found({ contact: { phone_numbers: ["+1"] } }));
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 25 }), fc.nat(1_000_000), (answers, hundredths) => {
        const used = hundredths / 100;
        const micro = splitCredits(answers, sections, used, facts).map((share) => Math.round(share * 1e6));

        expect(micro.every((share) => share >= 0)).toBe(true);
        expect(micro.reduce((sum, share) => sum + share, 0)).toBe(Math.round(used * 1e6));
      }),
    );
  });
});
