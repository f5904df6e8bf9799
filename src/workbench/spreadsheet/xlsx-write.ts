import type { Cell, CellErrorValue, CellFormulaValue, Style, Workbook, Worksheet } from "exceljs";
import type { CellStyle } from "../grid";
import type { FileCell, SheetFile, WorkbookFile } from "./workbook-file";
import { formulaToFile } from "./xlsx-formula";
import { extrasSheet } from "./xlsx-read";

// A cell of a file holds at most this much text.
const longestText = 32_767;

/** Puts a workbook into an empty exceljs one. */
export function writeWorkbook(file: WorkbookFile, book: Workbook, addinFunctions: readonly string[]): void {
  for (const sheet of file.sheets) writeSheet(sheet, book.addWorksheet(sheet.name), addinFunctions);
  const activeTab = Math.max(
    0,
    file.sheets.findIndex(({ name }) => name === file.activeSheet),
  );
  book.views = [{ x: 0, y: 0, width: 24_000, height: 12_000, firstSheet: 0, activeTab, visibility: "visible" }];
  if (file.extras !== undefined) writeExtras(file.extras, book.addWorksheet(extrasSheet));
}

function writeExtras(extras: string, sheet: Worksheet): void {
  sheet.state = "veryHidden";
  for (let at = 0; at < extras.length; at += longestText) sheet.addRow([extras.slice(at, at + longestText)]);
}

function writeSheet(file: SheetFile, sheet: Worksheet, addinFunctions: readonly string[]): void {
  for (const { column, widthPx } of file.columnWidths) sheet.getColumn(column + 1).width = (widthPx - 5) / 7;
  for (const cell of file.cells) writeCell(cell, sheet, addinFunctions);
  for (const row of file.hiddenRows) sheet.getRow(row + 1).hidden = true;
  if (file.frozen) sheet.views = [{ state: "frozen", xSplit: file.frozen.columns, ySplit: file.frozen.rows }];
}

function writeCell(file: FileCell, sheet: Worksheet, addinFunctions: readonly string[]): void {
  const cell = sheet.getCell(file.row + 1, file.column + 1);
  const value = writtenValue(file);
  if (file.formula === "") cell.value = value;
  else writeFormula(file, cell, value, formulaToFile(file.formula, addinFunctions), sheet);
  if (file.numberFormat !== "General") cell.numFmt = file.numberFormat;
  Object.assign(cell, writtenStyle(file.style));
}

type WrittenValue = string | number | boolean | CellErrorValue | null;

function writeFormula(file: FileCell, cell: Cell, value: WrittenValue, formula: string, sheet: Worksheet): void {
  const plain: CellFormulaValue = { formula, ...(value !== null && { result: value }) };
  cell.value = plain;
  if (file.spill === undefined) return;
  const last = sheet.getCell(file.row + file.spill.rowCount, file.column + file.spill.columnCount);
  const ref = `${cell.address}:${last.address}`;
  // exceljs writes array formulas, but its types leave them out.
  cell.value = Object.assign(plain, { shareType: "array", ref });
}

const fileErrors = ["#N/A", "#REF!", "#NAME?", "#DIV/0!", "#NULL!", "#VALUE!", "#NUM!"] as const;

function writtenValue({ kind, value }: FileCell): WrittenValue {
  switch (kind) {
    case "empty":
      return null;
    case "error":
      // Younger errors, such as #SPILL!, are #VALUE! in the file format.
      return { error: fileErrors.find((known) => known === value) ?? "#VALUE!" };
    case "busy":
      return { error: "#N/A" };
    default:
      return typeof value === "string" ? value.slice(0, longestText) : value;
  }
}

function writtenStyle(style: CellStyle): Partial<Style> {
  const horizontal = style.horizontalAlignment?.toLowerCase();
  const font = {
    ...(style.bold && { bold: true }),
    ...(style.italic && { italic: true }),
    ...(style.fontColor && { color: { argb: argb(style.fontColor) } }),
  };
  const alignment = { ...(style.wrapText && { wrapText: true }), ...(isAlignment(horizontal) && { horizontal }) };
  return {
    ...(Object.keys(font).length > 0 && { font }),
    ...(Object.keys(alignment).length > 0 && { alignment }),
    ...(style.fill && { fill: { type: "pattern", pattern: "solid", fgColor: { argb: argb(style.fill) } } }),
  };
}

const isAlignment = (text: string | undefined): text is "left" | "center" | "right" =>
  text === "left" || text === "center" || text === "right";

const argb = (color: string): string => `FF${color.replace("#", "").toUpperCase()}`;
