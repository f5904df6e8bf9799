import fc from "fast-check";
import { catalogue } from "../../src/core/catalogue";
import { matchPaths, resolveFields, sectionsOfPaths } from "../../src/core/field-path";

function pathsOf(written: unknown): readonly string[] {
  return resolveFields(written).map((column) => (column.ok ? column.path.path : `problem: ${column.problem}`));
}

describe("a field argument", () => {
  it.each([
    ["basic_profile.headline", "basic_profile.headline"],
    ["headline", "basic_profile.headline"],
    ["HeadLine", "basic_profile.headline"],
    ["  Current Title ", "basic_profile.current_title"],
    ["current-title", "basic_profile.current_title"],
    ["schools.degree", "education.schools.degree"],
    ["degree", "education.schools.degree"],
    ["current.title", "experience.employment_details.current.title"],
    ["professional_network.headline", "professional_network.headline"],
    ["past[2].title", "experience.employment_details.past[2].title"],
    ["past[*].name", "experience.employment_details.past[*].name"],
    ["professional_network_skills[3]", "skills.professional_network_skills[3]"],
    ["current.company_name", "experience.employment_details.current.company_name"],
    ["match.status", "match.status"],
    ["as_of", "match.as_of"],
  ])("%s means %s", (written, path) => {
    expect(pathsOf(written)).toEqual([path]);
  });

  it.each([undefined, null, "", "  ", " , "])("is the name where nothing is written: %j", (written) => {
    expect(pathsOf(written)).toEqual(["basic_profile.name"]);
  });

  it("is a list with commas, semicolons or lines between", () => {
    expect(pathsOf("headline, degree;match.on\nsummary")).toEqual([
      "basic_profile.headline",
      "education.schools.degree",
      "match.on",
      "basic_profile.summary",
    ]);
  });

  it("is all leaf fields of a section, one column each", () => {
    expect(pathsOf("location")).toEqual(pathsOf("basic_profile.location"));
    expect(pathsOf("education.schools[2]")[0]).toBe("education.schools[2].school");
    expect(pathsOf("match")).toEqual([...matchPaths]);
    expect(pathsOf("assessment.authenticity")).toEqual([
      "assessment.authenticity.tier",
      "assessment.authenticity.verdict",
    ]);
    expect(pathsOf("certifications")).toHaveLength(7);
  });

  it("lists the candidates where it could be several", () => {
    expect(pathsOf("title")).toEqual([
      "problem: “title” could be experience.employment_details.current.title, " +
        "experience.employment_details.past.title or honors.title: write more of the path.",
    ]);
  });

  it("does not choose a paid field over the match's own", () => {
    expect(pathsOf("confidence_score")[0]).toContain("match.confidence_score");
  });

  it.each([
    ["headlin", "basic_profile.headline"],
    ["basic_profile.headlien", "basic_profile.headline"],
    ["contact.phone_number", "contact.phone_numbers"],
    ["phone", "contact.phone_numbers"],
    ["experience.employment_details.current.titel", "experience.employment_details.current.title"],
  ])("names the nearest real path for %s", (written, nearest) => {
    expect(pathsOf(written)[0]).toContain(`problem: Unknown field “${written}”. Did you mean ${nearest}`);
  });

  it.each([
    ["zzzzzz", "=ENRICH.FIELDS() lists all."],
    ["name[2]", "has no list"],
    ["past[0].title", "counts from 1"],
    ["past[x].title", "[2] names the second"],
    ["past[2", "[2] names the second"],
    ["a..b", "not a field path"],
  ])("says what is wrong with %s", (written, words) => {
    expect(pathsOf(written)[0]).toContain(words);
  });

  it("says what it got where that is not text", () => {
    expect(pathsOf(7)).toEqual(["problem: The field is the number 7, not a field path."]);
  });

  it("says that a long text is none, instead of a column for each of its commas", () => {
    expect(pathsOf("so, ".repeat(6_500))).toEqual(["problem: The field is a text of 6,500 parts, not a field path."]);
  });

  it("resolves every path of the catalogue, in any case, to itself or its leaves", () => {
    for (const field of catalogue) {
      const resolved = pathsOf(field.path.toUpperCase());

      if (field.isContainer) expect(resolved.every((path) => path.startsWith(`${field.path}.`))).toBe(true);
      else expect(resolved).toEqual([field.path]);
    }
  });

  it("never throws, and always names at least one column", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.anything()), (written) => resolveFields(written).length > 0));
  });
});

describe("the sections of resolved paths", () => {
  it("are those of the fields; pseudo-paths need none", () => {
    const paths = resolveFields("headline, past[*].name, match.status").flatMap((column) =>
      column.ok ? [column.path] : [],
    );

    expect(sectionsOfPaths(paths)).toEqual(["basic_profile", "experience"]);
  });
});
