import fc from "fast-check";
import { usageRowsOf } from "../../../src/gateway/usage/usage-rows";

const asker = { personId: "token:ada", workbook: "w1" };
const day = "2026-11-23";
const amounts = (rows: ReturnType<typeof usageRowsOf>) =>
  Object.fromEntries(rows.map(({ section, credits, possiblyBilled }) => [section, credits + possiblyBilled]));

describe("the rows of a bill", () => {
  it("split it by list price: one credit for the person, each priced section its own", () => {
    const sections = ["contact.business_emails", "contact.phone_numbers"];

    expect(usageRowsOf({ asker, kind: "reported", credits: 4, sections }, day)).toEqual([
      { ...asker, day, section: "base", credits: 1, possiblyBilled: 0 },
      { ...asker, day, section: "contact.business_emails", credits: 1, possiblyBilled: 0 },
      { ...asker, day, section: "contact.phone_numbers", credits: 2, possiblyBilled: 0 },
    ]);
  });

  it("scale to what the service said it was", () => {
    const sections = ["contact.phone_numbers"];

    expect(amounts(usageRowsOf({ asker, kind: "reported", credits: 1.5, sections }, day))).toEqual({
      base: 0.5,
      "contact.phone_numbers": 1,
    });
  });

  it("keep what may have been billed apart, and bills that name nobody together", () => {
    expect(usageRowsOf({ asker: undefined, kind: "lost", credits: 1, sections: [] }, day)).toEqual([
      { day, personId: "", workbook: "", section: "base", credits: 0, possiblyBilled: 1 },
    ]);
  });

  it("add up to the bill exactly", () => {
    const sections = fc.subarray(["contact.business_emails", "contact.personal_emails", "dev_platform_profiles"]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000_000 }), sections, (units, some) => {
        const rows = usageRowsOf({ asker, kind: "reported", credits: units / 1e6, sections: some }, day);
        expect(rows.reduce((sum, { credits }) => sum + Math.round(credits * 1e6), 0)).toBe(units);
      }),
    );
  });
});
