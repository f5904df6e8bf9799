import { readFrozen, writeFrozen, type FrozenBlock } from "../../../src/core/formulas/frozen-block";

const block: FrozenBlock = {
  ...{ kind: "filled", formula: '=ENRICH.PERSON(RC[-1],"name")', formats: "General", prints: ["a1", "b2"], empty: 1 },
};

it("reads what was written, each print once", () => {
  expect(readFrozen(writeFrozen({ ...block, prints: ["a1", "b2", "a1"] }))).toEqual(block);
});

it.each([
  ["no JSON", "not json"],
  ["of another version", JSON.stringify({ ...block, version: 2, prints: "" })],
  ["a value instead of a formula", JSON.stringify({ ...block, version: 1, prints: "", formula: "HYPERLINK(1)" })],
  ["without prints", JSON.stringify({ ...block, version: 1 })],
  ["of odd formats", JSON.stringify({ ...block, version: 1, prints: "", formats: [[1]] })],
])("takes nothing that is %s", (_, text) => {
  expect(readFrozen(text)).toBeUndefined();
});
