import { readTableReference } from "../../../src/core/formulas/table-reference";

it.each([
  ["[@URL]", { column: "URL", isThisRow: true }],
  ["People[@URL]", { table: "People", column: "URL", isThisRow: true }],
  ["People[@[Profile URL]]", { table: "People", column: "Profile URL", isThisRow: true }],
  ["People[[#This Row],[Profile URL]]", { table: "People", column: "Profile URL", isThisRow: true }],
  ["People[URL]", { table: "People", column: "URL", isThisRow: false }],
  ["[@[It''s '#1]]", { column: "It's #1", isThisRow: true }],
])("reads %s", (text, reference) => {
  expect(readTableReference(text)).toEqual(reference);
});

it.each(["People[#All]", "People[[#Headers],[URL]]", "People[[A]:[B]]", "[Other.xlsx]Sheet1!A1", "A2", "People"])(
  "leaves %s to Excel",
  (text) => {
    expect(readTableReference(text)).toBeUndefined();
  },
);
