import {
  catalogue,
  defaultSections,
  fieldAt,
  inCatalogueOrder,
  isPlanGated,
  isPricedSection,
  leavesOf,
  priceOf,
  sectionsFor,
} from "../../src/core/catalogue";

function field(path: string) {
  const found = fieldAt(path);
  if (found === undefined) throw new Error(`${path} is not in the catalogue`);
  return found;
}

describe("the catalogue", () => {
  it("holds every path of the service once, in whole parts", () => {
    const paths = catalogue.map(({ path }) => path);

    expect(paths).toHaveLength(233);
    expect(new Set(paths).size).toBe(233);
    expect(paths.filter((path) => !/^[a-z_]+(?:\.[a-z_]+)*$/u.test(path))).toEqual([]);
  });

  it("knows the sections of the service", () => {
    expect([...new Set(catalogue.map(({ section }) => section))]).toEqual([
      "crustdata_person_id",
      ...defaultSections,
      "contact",
      "dev_platform_profiles",
      "certifications",
      "honors",
      "assessment",
      "social_posts",
      "updated_at",
    ]);
  });

  it("has types that calculate", () => {
    expect(field("education.schools.start_year").type).toBe("integer");
    expect(field("experience.employment_details.current.start_date").type).toBe("date");
    expect(field("experience.employment_details.past.is_default").type).toBe("boolean");
    expect(field("contact.phone_numbers").type).toBe("texts");
  });

  it("knows the lists that lead to a field", () => {
    expect(field("dev_platform_profiles.repos.stars").lists).toEqual([
      "dev_platform_profiles",
      "dev_platform_profiles.repos",
    ]);
    expect(field("basic_profile.location.city").lists).toEqual([]);
  });

  it("stands for leaves in its own order, each value once", () => {
    const leaves = leavesOf(field("basic_profile.location")).map(({ path }) => path);

    expect(leaves).toEqual(
      ["raw", "city", "state", "country", "continent", "full_location"].map((name) => `basic_profile.location.${name}`),
    );
    expect(leavesOf(field("experience")).some(({ aliasOf }) => aliasOf !== undefined)).toBe(false);
    expect(leavesOf(field("skills.professional_network_skills"))).toHaveLength(1);
  });
});

describe("a request", () => {
  it("names sections, but each kind of contact by itself", () => {
    expect(sectionsFor(["basic_profile.headline", "contact.phone_numbers", "basic_profile.name"])).toEqual([
      "basic_profile",
      "contact.phone_numbers",
    ]);
    expect(sectionsFor(["contact.business_emails.email"])).toEqual(["contact.business_emails"]);
    expect(sectionsFor(["crustdata_person_id"])).toEqual(["basic_profile"]);
    expect(sectionsFor(["updated_at", "no.such.path"])).toEqual(["updated_at"]);
  });

  it("names every kind of contact where the whole section is wanted", () => {
    expect([...sectionsFor(["contact"])].sort()).toEqual([
      "contact.business_emails",
      "contact.personal_emails",
      "contact.phone_numbers",
      "contact.websites",
    ]);
  });

  it("names sections in one order, however they were wished for", () => {
    expect(inCatalogueOrder(["skills", "basic_profile", "skills"])).toEqual(["basic_profile", "skills"]);
  });

  it("is priced by the kinds of data that cost more than the match", () => {
    expect(priceOf(defaultSections)).toBe(0);
    expect(priceOf(["contact.business_emails"])).toBe(1);
    expect(priceOf(["contact.personal_emails", "contact.phone_numbers", "contact.websites"])).toBe(4);
    expect(priceOf(["dev_platform_profiles", "dev_platform_profiles"])).toBe(1);
    expect(priceOf(["contact"])).toBe(5);
    expect(priceOf(["contact", "contact.phone_numbers"])).toBe(5);
    expect(priceOf(["certifications", "honors", "assessment"])).toBe(0);
    expect(priceOf(["social_posts", "unheard_of"])).toBe(5);
    expect(isPricedSection("skills")).toBe(false);
    expect(isPricedSection("contact.phone_numbers")).toBe(true);
  });

  it("knows what some plans refuse", () => {
    expect(["certifications", "honors", "assessment", "updated_at", "social_posts"].every(isPlanGated)).toBe(true);
    expect(defaultSections.some(isPlanGated)).toBe(false);
  });

  it("shows the price of a field with the field", () => {
    expect(field("dev_platform_profiles.repos.stars").credits).toBe(1);
    expect(field("contact").credits).toBe(5);
    expect(field("basic_profile.headline").credits).toBe(0);
  });
});
