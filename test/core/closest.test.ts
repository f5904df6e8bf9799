import { closest, editDistance } from "../../src/core/closest";

describe("the distance of two words", () => {
  it.each([
    ["candidate", "candidate", 0],
    ["candiate", "candidate", 1],
    ["titel", "title", 1],
    ["", "abc", 3],
    ["kitten", "sitting", 3],
  ])("from %s to %s is %d", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });

  it("is not counted further than the reach", () => {
    expect(editDistance("kitten", "sitting", 2)).toBe(Infinity);
  });
});

describe("the closest words", () => {
  it("come nearest first, without those too far to be meant", () => {
    expect(closest("hedline", ["summary", "headlines", "headline"], 3)).toEqual(["headline", "headlines"]);
    expect(closest("xyz", ["headline"])).toEqual([]);
  });
});
