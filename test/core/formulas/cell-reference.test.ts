import fc from "fast-check";
import { parseReference, referenceText } from "../../../src/core/formulas/cell-reference";

const cell = (row: number, column: number) => ({ row, column, rowCount: 1, columnCount: 1 });

describe("a reference as people type it", () => {
  it.each([
    ["A2", cell(1, 0)],
    [" $a$2 ", cell(1, 0)],
    ["=A2", cell(1, 0)],
    ["XFD1048576", cell(1_048_575, 16_383)],
    ["A2:A61", { row: 1, column: 0, rowCount: 60, columnCount: 1 }],
    ["A61:A2", { row: 1, column: 0, rowCount: 60, columnCount: 1 }],
    ["People!A2", { sheetName: "People", ...cell(1, 0) }],
    ["'Q3 ''26'!B3", { sheetName: "Q3 '26", ...cell(2, 1) }],
  ])("is understood: %s", (text, reference) => {
    expect(parseReference(text)).toEqual({ status: "reference", reference });
  });

  it.each(["A", "2", "A0", "XFE1", "A1048577", "A:A", "A2:", "mira@fjordlight.example", "People!", "A2 B3"])(
    "is refused with a sentence that says what to write: %s",
    (text) => {
      expect(parseReference(text)).toEqual({
        status: "invalid",
        reason: `“${text}” is not a cell: write one such as A2, or a range such as A2:A61.`,
      });
    },
  );

  it("is nothing where nothing was typed", () => {
    expect(parseReference("  ")).toEqual({ status: "blank" });
  });

  it("is the same after being written and read again, whatever the sheet is called", () => {
    const sheetName = fc
      .string({ minLength: 1, maxLength: 31, unit: "grapheme" })
      .filter((name) => !/[\\/?*[\]:!]|^'|'$|^\s|\s$/u.test(name) && name === name.normalize("NFC"))
      .filter((name) => /^[\p{L}\p{N} '_.-]+$/u.test(name) && !/[\uFF01-\uFF5E]/u.test(name));
    fc.assert(
      fc.property(
        sheetName,
        fc.nat(1_000_000),
        fc.nat(16_000),
        fc.integer({ min: 1, max: 99 }),
        (name, row, column, n) => {
          const reference = { sheetName: name, row, column, rowCount: n, columnCount: 1 };
          expect(parseReference(referenceText(reference))).toEqual({ status: "reference", reference });
        },
      ),
    );
  });
});
