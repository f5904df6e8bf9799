import type { Cell, CellValue, Workbook, Worksheet } from "exceljs";
import type { CellStyle } from "../grid";
import type { FileCell, SheetFile, WorkbookFile } from "./workbook-file";
import { formulaFromFile } from "./xlsx-formula";

/** The sheet that carries what a file has no place for. */
export const extrasSheet = "_workbench";

const dayMs = 86_400_000;

/** What a parsed .xlsx holds. */
export function readWorkbook(book: Workbook, addinFunctions: readonly string[]): WorkbookFile {
  const extras = book.getWorksheet(extrasSheet);
  const sheets = book.worksheets.filter((sheet) => sheet !== extras);
  const read = sheets.map((sheet) => readSheet(sheet, addinFunctions));
  const active = sheets[viewsOf(book)?.[0]?.activeTab ?? 0];
  return {
    sheets: read.some(hasResults) ? read.map(withEmptyTexts) : read,
    ...(active && { activeSheet: active.name }),
    ...(extras && { extras: readExtras(extras) }),
  };
}

// exceljs reads the cached result "" as none. Only a program that does not calculate leaves out all of them.
const hasResults = ({ cells }: SheetFile): boolean =>
  cells.some(({ formula, kind }) => formula !== "" && kind !== "empty");

const withEmptyTexts = (sheet: SheetFile): SheetFile => ({
  ...sheet,
  cells: sheet.cells.map((cell) => (cell.formula !== "" && cell.kind === "empty" ? { ...cell, kind: "text" } : cell)),
});

function readExtras(sheet: Worksheet): string {
  const parts: string[] = [];
  sheet.eachRow((row) => parts.push(row.getCell(1).text));
  return parts.join("");
}

function readSheet(sheet: Worksheet, addinFunctions: readonly string[]): SheetFile {
  const cells: FileCell[] = [];
  const hiddenRows: number[] = [];
  sheet.eachRow({ includeEmpty: true }, (row, number) => {
    if (row.hidden) hiddenRows.push(number - 1);
    row.eachCell({ includeEmpty: true }, (cell) => {
      const read = readCell(cell, addinFunctions);
      const isPlain = read.kind === "empty" && read.formula === "" && read.numberFormat === "General";
      if (!isPlain || Object.keys(read.style).length > 0) cells.push(read);
    });
  });
  const view = viewsOf(sheet)?.[0];
  const frozen = view?.state === "frozen" ? { rows: view.ySplit ?? 0, columns: view.xSplit ?? 0 } : undefined;
  return {
    name: sheet.name,
    cells: markSpilled(cells),
    columnWidths: Array.from({ length: sheet.columnCount }, (_, column) => ({
      column,
      widthPx: widthPx(sheet.getColumn(column + 1).width),
    })).filter((width): width is { column: number; widthPx: number } => width.widthPx !== undefined),
    hiddenRows,
    ...(frozen && { frozen }),
  };
}

// A file without views has none, though exceljs's types say otherwise.
const viewsOf = <View>({ views }: { views: View[] | null | undefined }): View[] | null | undefined => views;

// Excel's widths count the digits of a 7 pixel font, with 5 pixels around.
const widthPx = (width: number | undefined): number | undefined => (width ? Math.round(width * 7 + 5) : undefined);

function readCell(cell: Cell, addinFunctions: readonly string[]): FileCell {
  const formula: unknown = cell.formula;
  const value = cell.value;
  const shown = typeof formula === "string" && formula !== "" ? cell.result : value;
  return {
    row: Number(cell.row) - 1,
    column: Number(cell.col) - 1,
    ...plain(shown),
    formula: typeof formula === "string" && formula !== "" ? formulaFromFile(formula, addinFunctions) : "",
    numberFormat: typeof cell.numFmt === "string" && cell.numFmt !== "" ? cell.numFmt : "General",
    style: readStyle(cell),
    ...spillOf(value),
  };
}

function plain(value: CellValue | undefined): Pick<FileCell, "kind" | "value"> {
  if (value === null || value === undefined) return { kind: "empty", value: "" };
  if (value instanceof Date) return { kind: "number", value: value.getTime() / dayMs + 25_569 };
  if (typeof value === "number") return { kind: "number", value };
  if (typeof value === "boolean") return { kind: "boolean", value };
  if (typeof value === "string") return { kind: "text", value };
  if ("error" in value) return { kind: "error", value: value.error };
  if ("richText" in value) return { kind: "text", value: value.richText.map(({ text }) => text).join("") };
  if ("text" in value) return { kind: "text", value: value.text };
  return { kind: "empty", value: "" };
}

function spillOf(value: CellValue): Pick<FileCell, "spill"> {
  if (value === null || typeof value !== "object" || !("shareType" in value)) return {};
  const ref: unknown = Reflect.get(value, "ref");
  if (Reflect.get(value, "shareType") !== "array" || typeof ref !== "string") return {};
  const [from = "", to = from] = ref.split(":");
  const first = corner(from);
  const last = corner(to);
  const spill = { rowCount: last.row - first.row + 1, columnCount: last.column - first.column + 1 };
  return spill.rowCount * spill.columnCount > 1 ? { spill } : {};
}

function corner(address: string): { row: number; column: number } {
  const [, letters = "A", digits = "1"] = /^\$?([A-Z]+)\$?(\d+)$/.exec(address) ?? [];
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}

function markSpilled(cells: readonly FileCell[]): FileCell[] {
  const anchors = cells.filter(({ spill }) => spill !== undefined);
  if (anchors.length === 0) return [...cells];
  return cells.map((cell) => {
    const isSpilled = anchors.some(
      ({ row, column, spill }) =>
        spill !== undefined &&
        (cell.row !== row || cell.column !== column) &&
        cell.row >= row &&
        cell.row < row + spill.rowCount &&
        cell.column >= column &&
        cell.column < column + spill.columnCount,
    );
    return isSpilled ? { ...cell, formula: "", isSpilled } : cell;
  });
}

const alignments: Readonly<Record<string, string>> = { left: "Left", center: "Center", right: "Right" };

// exceljs leaves out what a cell does not have, though its types say otherwise.
type CellLooks = Partial<Pick<Cell, "font" | "fill" | "alignment">>;

function readStyle({ font, fill, alignment }: CellLooks): CellStyle {
  const argb = fill?.type === "pattern" ? fill.fgColor?.argb : undefined;
  const color = font?.color?.argb;
  const horizontal = alignments[alignment?.horizontal ?? ""];
  return {
    ...(font?.bold && { bold: true }),
    ...(font?.italic && { italic: true }),
    ...(color && { fontColor: `#${color.slice(-6)}` }),
    ...(argb && { fill: `#${argb.slice(-6)}` }),
    ...(alignment?.wrapText && { wrapText: true }),
    ...(horizontal && { horizontalAlignment: horizontal }),
  };
}
