import { parseInput, serialOf } from "../../../src/workbench/spreadsheet/input";

const parsed = (text: string, numberFormat = "General") => parseInput(text, numberFormat);

test.each([
  ["=A1", { kind: "formula", formula: "=A1" }],
  ["+A1", { kind: "formula", formula: "=A1" }],
  ["-A1", { kind: "formula", formula: "=-A1" }],
  ["-cmd|' /C calc'!A0", { kind: "formula", formula: "=-cmd|' /C calc'!A0" }],
  ["=", { kind: "text", value: "=" }],
  ["-", { kind: "text", value: "-" }],
  ["@SUM(1)", { kind: "text", value: "@SUM(1)" }],
])("%s starts a formula or not, as in Excel", (text, expected) => {
  expect(parsed(text)).toEqual(expected);
});

test.each([
  ["007", 7, undefined],
  ["-5", -5, undefined],
  ["+3.5", 3.5, undefined],
  ["1e3", 1000, undefined],
  ["1,234", 1234, "#,##0"],
  ["12%", 0.12, "0%"],
  ["2024-01-31", 45_322, "yyyy-mm-dd"],
  ["1/31/2024", 45_322, "m/d/yyyy"],
  ["12:00", 0.5, "h:mm"],
  ["2024-01-31 12:00", 45_322.5, "yyyy-mm-dd hh:mm"],
])("%s is a number", (text, value, numberFormat) => {
  expect(parsed(text)).toEqual({ kind: "number", value, ...(numberFormat !== undefined && { numberFormat }) });
});

test.each([
  "1e999",
  "2024-02-30",
  "25:00",
  "13/31/2024",
  "1,23",
  "Ada",
  "linkedin.com/in/ada",
  "ada@example.com",
  "TRUE!",
])("%s is text", (text) => {
  expect(parsed(text)).toEqual({ kind: "text", value: text });
});

test("an apostrophe and the format @ keep text", () => {
  expect(parsed("'=1+1")).toEqual({ kind: "text", value: "=1+1", quoted: true });
  expect(parsed("=1+1", "@")).toEqual({ kind: "text", value: "=1+1" });
  expect(parsed("007", "@")).toEqual({ kind: "text", value: "007" });
});

test("truth values and error values are recognised in any case", () => {
  expect(parsed("true")).toEqual({ kind: "boolean", value: true });
  expect(parsed("#n/a")).toEqual({ kind: "formula", formula: "=#N/A" });
});

test("days are counted as Excel counts them, with its 29 February 1900", () => {
  expect([serialOf(1900, 1, 1), serialOf(1900, 2, 28), serialOf(1900, 3, 1), serialOf(2024, 2, 29)]).toEqual([
    1, 59, 61, 45_351,
  ]);
  expect(serialOf(2023, 2, 29)).toBeUndefined();
});
