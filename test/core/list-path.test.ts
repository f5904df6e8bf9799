import fc from "fast-check";
import { catalogue, fieldAt } from "../../src/core/catalogue";
import { isList } from "../../src/core/field-path";
import { resolveList } from "../../src/core/list-path";

function listIn(written: unknown) {
  const reading = resolveList(written);
  if (!reading.ok) throw new Error(reading.problem);
  const { list, indexes, columns } = reading.path;
  return { list, indexes: Object.fromEntries(indexes), columns: columns.map(({ path }) => path) };
}

function problemIn(written: unknown): string {
  const reading = resolveList(written);
  return reading.ok ? "none" : reading.problem;
}

const past = "experience.employment_details.past";
const repos = "dev_platform_profiles.repos";

describe("a list argument", () => {
  it.each([
    ["experience.employment_details.past", past],
    ["past", past],
    ["Schools", "education.schools"],
    ["education", "education.schools"],
    ["skills", "skills.professional_network_skills"],
    ["professional network skills", "skills.professional_network_skills"],
    ["dev_platform_profiles", "dev_platform_profiles"],
    ["repos", repos],
    ["languages", "basic_profile.languages"],
    ["contact.business_emails", "contact.business_emails"],
    ["past.title", past],
    ["past.location", past],
    ["certifications.*", "certifications"],
  ])("%s names a list: %s", (written, list) => {
    expect(listIn(written)).toMatchObject({ list, indexes: { [list]: "*" } });
  });

  it("has the leaf fields of its records as columns, in catalogue order", () => {
    expect(listIn("certifications").columns).toEqual([
      ...["certifications.name", "certifications.issuing_organization", "certifications.issue_date"],
      ...["certifications.expiration_date", "certifications.credential_id", "certifications.credential_url"],
      "certifications.source",
    ]);
    expect(listIn("past").columns.every((path) => path.startsWith(`${past}.`))).toBe(true);
    expect(listIn("past").columns).toHaveLength(listIn("current").columns.length);
  });

  it("has one column for one field, and for plain values", () => {
    expect(listIn("past.title").columns).toEqual([`${past}.title`]);
    expect(listIn("phone_numbers").columns).toEqual(["contact.phone_numbers"]);
  });

  it("spreads the innermost list, and where that one has an index, the one around it", () => {
    expect(listIn("repos.full_name")).toMatchObject({ list: repos, indexes: { [repos]: "*" } });
    expect(listIn("dev_platform_profiles[2].repos")).toMatchObject({
      ...{ list: repos, indexes: { [repos]: "*", dev_platform_profiles: 2 } },
    });
    expect(listIn("repos[1].full_name")).toMatchObject({
      ...{ list: "dev_platform_profiles", indexes: { dev_platform_profiles: "*", [repos]: 1 } },
    });
    expect(listIn("past.company_industries").list).toBe(`${past}.company_industries`);
    expect(listIn("past.company_industries[1]").list).toBe(past);
  });

  it("may name a single item", () => {
    expect(listIn("past[2].title")).toMatchObject({ list: past, indexes: { [past]: 2 } });
  });

  it.each([
    ["headline", "“headline” is not a list: choose experience.employment_details.current, "],
    ["match.status", "is not a list"],
    ["experience", `“experience” is not a list: choose experience.employment_details.current or ${past}.`],
    ["contact", "choose contact.business_emails, contact.personal_emails, contact.phone_numbers or contact.websites."],
    ["", "Name a list: experience.employment_details.current, "],
    [null, "Name a list: "],
    ["scools", "Did you mean education.schools"],
    ["title", "could be"],
    [5, "The list is the number 5"],
  ])("is refused where it is none, with the lists there are: %j", (written, words) => {
    expect(problemIn(written)).toContain(words);
  });

  it("names every list there is where none is named, skills included", () => {
    expect(problemIn("")).toMatch(/ or skills\.$/);
    expect(listIn("skills").list).toBe("skills.professional_network_skills");
  });

  it("reads every list of the catalogue and every field within one", () => {
    for (const field of catalogue) {
      if (isList(field)) expect(listIn(field.path).list).toBe(field.path);
      else if (field.lists.length > 0) expect(isList(fieldAt(listIn(field.path).list))).toBe(true);
    }
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.anything()), (any) => typeof resolveList(any).ok === "boolean"));
  });
});
