import { describedCatalogue } from "../../src/core/field-descriptions";
import { searchFields } from "../../src/core/search-fields";

const pathsFor = (search: string): readonly string[] =>
  searchFields(describedCatalogue, search).map(({ path }) => path);

it("finds every field by its path, with underscores or spaces", () => {
  for (const { path } of describedCatalogue) {
    expect(pathsFor(path)).toContain(path);
    expect(pathsFor(path.replaceAll("_", " "))).toContain(path);
  }
});

it("puts words of the path before words of the description", () => {
  expect(pathsFor("headline")[0]).toBe("basic_profile.headline");
});

it("puts what people look for before the flags that speak of it", () => {
  const found = searchFields(describedCatalogue, "email");
  const inPath = found.filter(({ path }) => path.includes("email"));
  const flags = inPath.filter(({ type }) => type === "boolean");

  expect(found[0]?.path).toBe("contact.business_emails");
  expect(flags.length).toBeGreaterThan(0);
  expect(inPath.slice(-flags.length)).toEqual(flags);
});

it("keeps the catalogue's order where nothing is searched for", () => {
  expect(searchFields(describedCatalogue, " ")).toEqual(describedCatalogue);
});
