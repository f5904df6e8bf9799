import { catalogue, defaultSections } from "../../src/core/catalogue";
import { catalogueFacts } from "../../src/core/catalogue-facts";
import { isWithin, listPrice } from "../../src/core/sections";

describe("what asking knows of sections", () => {
  it("is the price list: add-ons beside one credit for the match", () => {
    const prices = ["contact.business_emails", "contact.personal_emails", "contact.phone_numbers", "contact.websites"];

    expect(prices.map((section) => catalogueFacts.priceOf(section))).toEqual([1, 2, 2, 0]);
    expect(catalogueFacts.priceOf("dev_platform_profiles")).toBe(1);
    expect(listPrice(defaultSections, catalogueFacts)).toBe(1);
    expect(catalogueFacts.priceOf("nothing.known")).toBe(0);
  });

  it("is the parts of a section that can be asked for instead of it, never itself", () => {
    expect(catalogueFacts.leavesOf("contact")).toEqual(
      expect.arrayContaining(["contact.business_emails", "contact.personal_emails", "contact.phone_numbers"]),
    );
    for (const { requestSection } of catalogue) {
      const leaves = catalogueFacts.leavesOf(requestSection);
      expect(leaves).not.toContain(requestSection);
      expect(leaves.every((leaf) => isWithin(leaf, requestSection))).toBe(true);
    }
    expect(catalogueFacts.leavesOf("basic_profile")).toContain("basic_profile.headline");
  });

  it("does not split what is bought whole", () => {
    expect(catalogueFacts.leavesOf("dev_platform_profiles")).toEqual([]);
    expect(catalogueFacts.leavesOf("contact.business_emails")).toEqual([]);
  });
});
