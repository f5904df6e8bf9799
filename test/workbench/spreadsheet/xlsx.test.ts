import ExcelJS from "exceljs";
import type { FileCell, WorkbookFile } from "../../../src/workbench/spreadsheet/workbook-file";
import { formulaFromFile, formulaToFile } from "../../../src/workbench/spreadsheet/xlsx-formula";
import { readWorkbook } from "../../../src/workbench/spreadsheet/xlsx-read";
import { writeWorkbook } from "../../../src/workbench/spreadsheet/xlsx-write";

const addin = ["ENRICH.PERSON", "ENRICH.PEOPLE"];

const cell = (row: number, column: number, value: FileCell["value"], rest: Partial<FileCell> = {}): FileCell => ({
  ...{ row, column, value, formula: "", numberFormat: "General", style: {} },
  kind: typeof value === "string" ? "text" : typeof value === "number" ? "number" : "boolean",
  ...rest,
});
const book = (cells: FileCell[], rest: Partial<WorkbookFile> = {}): WorkbookFile => ({
  sheets: [{ name: "People", cells, columnWidths: [], hiddenRows: [] }],
  activeSheet: "People",
  ...rest,
});
async function throughBytes(file: WorkbookFile): Promise<WorkbookFile> {
  const written = new ExcelJS.Workbook();
  writeWorkbook(file, written, addin);
  const read = new ExcelJS.Workbook();
  await read.xlsx.load(await written.xlsx.writeBuffer());
  return readWorkbook(read, addin);
}

test("functions of the add-in have Excel's names in a file, whatever their case, texts left alone", () => {
  const shown = '=IF(A2="","ENRICH.PERSON(",enrich.person(A2))&ENRICH.PEOPLE (A2:A3)';
  const kept = 'IF(A2="","ENRICH.PERSON(",_xldudf_ENRICH_PERSON(A2))&_xldudf_ENRICH_PEOPLE (A2:A3)';

  expect(formulaToFile(shown, addin)).toBe(kept);
  expect(formulaFromFile(kept, addin)).toBe(shown.replace("enrich.person", "ENRICH.PERSON"));
  expect(formulaFromFile("_xldudf_OTHER_F(1)", addin)).toBe("=_xldudf_OTHER_F(1)");
});

test("functions younger than the file format are marked in a file and shown plainly", () => {
  expect(formulaToFile("=SORT(UNIQUE(A1:A9))", addin)).toBe("_xlfn._xlws.SORT(_xlfn.UNIQUE(A1:A9))");
  expect(formulaFromFile("_xlfn._xlws.SORT(_xlfn.UNIQUE(A1:A9))", addin)).toBe("=SORT(UNIQUE(A1:A9))");
});

test("values, results, errors, formats and looks come back from a file", async () => {
  const file = book([
    cell(0, 0, "Profile URL", { style: { bold: true, fill: "#FFEE00", fontColor: "#112233" } }),
    cell(1, 0, "=not a formula"),
    cell(2, 0, "007", { numberFormat: "@" }),
    cell(3, 0, 45_322, { numberFormat: "yyyy-mm-dd" }),
    cell(4, 0, true),
    cell(5, 0, 0.5, { numberFormat: "0.0%", style: { horizontalAlignment: "Center", wrapText: true } }),
    cell(0, 1, "Ada", { formula: "=ENRICH.PERSON(A1)" }),
    cell(1, 1, "#N/A", { formula: "=ENRICH.PERSON(A2)", kind: "error" }),
    cell(2, 1, "", { formula: "=ENRICH.PERSON(A9)" }),
    cell(3, 1, false, { formula: "=A1=A2" }),
  ]);

  const read = await throughBytes(file);

  const byPlace = (cells: readonly FileCell[]) => [...cells].sort((a, b) => a.column - b.column || a.row - b.row);
  expect(byPlace(read.sheets[0]?.cells ?? [])).toEqual(byPlace(file.sheets[0]?.cells ?? []));
  expect(read.activeSheet).toBe("People");
});

test("what was busy is an error in the file, so that opening asks again; younger errors are #VALUE!", async () => {
  const read = await throughBytes(
    book([
      cell(0, 0, "#BUSY!", { kind: "busy", formula: "=ENRICH.PERSON(B1)" }),
      cell(1, 0, "#SPILL!", { kind: "error", formula: "=ENRICH.PEOPLE(B1:B2)" }),
    ]),
  );

  expect(read.sheets[0]?.cells.map(({ kind, value }) => [kind, value])).toEqual([
    ["error", "#N/A"],
    ["error", "#VALUE!"],
  ]);
});

test("a spill comes back with its block", async () => {
  const file = book([
    cell(0, 0, "a", { formula: "=ENRICH.PEOPLE(C1:C2)", spill: { rowCount: 2, columnCount: 2 } }),
    cell(0, 1, "b", { isSpilled: true }),
    cell(1, 0, "c", { isSpilled: true }),
    cell(1, 1, 4, { isSpilled: true }),
  ]);

  const read = await throughBytes(file);

  expect(read.sheets[0]?.cells).toEqual(file.sheets[0]?.cells);
});

test("sheets, widths, frozen panes, hidden rows and extras come back", async () => {
  const sheet = {
    cells: [cell(0, 0, "x"), cell(4, 1, 1)],
    columnWidths: [{ column: 1, widthPx: 180 }],
    hiddenRows: [4],
  };
  const frozen = { rows: 1, columns: 0 };
  const extras = JSON.stringify({ names: ["ö".repeat(40_000)] });
  const plain = { name: "Other", cells: [], columnWidths: [], hiddenRows: [] };
  const read = await throughBytes({ sheets: [plain, { name: "It's", ...sheet, frozen }], activeSheet: "It's", extras });

  expect(read.sheets.map(({ name }) => name)).toEqual(["Other", "It's"]);
  expect(read.activeSheet).toBe("It's");
  expect(read.sheets[1]).toMatchObject({ frozen, hiddenRows: [4] });
  expect(read.sheets[1]?.columnWidths).toContainEqual({ column: 1, widthPx: 180 });
  expect(read.extras).toBe(extras);
});

test("formulas of a file written without results are left to be evaluated", async () => {
  const written = new ExcelJS.Workbook();
  written.addWorksheet("S").getCell("A1").value = { formula: "_xldudf_ENRICH_PERSON(B1)" };
  const read = new ExcelJS.Workbook();
  await read.xlsx.load(await written.xlsx.writeBuffer());

  expect(readWorkbook(read, addin).sheets[0]?.cells[0]).toMatchObject({ kind: "empty", formula: "=ENRICH.PERSON(B1)" });
});
