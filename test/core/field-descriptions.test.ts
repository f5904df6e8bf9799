import { catalogue } from "../../src/core/catalogue";
import { describedCatalogue } from "../../src/core/field-descriptions";

describe("the words for fields", () => {
  it("describe every path of the catalogue, in its order", () => {
    expect(describedCatalogue.map(({ path }) => path)).toEqual(catalogue.map(({ path }) => path));
    expect(describedCatalogue.filter(({ description }) => description.length < 3)).toEqual([]);
  });

  it("stand beside the path they were written for, the last one included", () => {
    const words = new Map(describedCatalogue.map(({ path, description }) => [path, description]));

    expect(words.get("basic_profile.headline")).toBe("The line under the name");
    expect(words.get("experience.employment_details.past.title")).toBe("Job title");
    expect(words.get("updated_at")).toBe("When the whole record was last refreshed");
  });
});
