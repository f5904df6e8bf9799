import { BooleanNumber, CellValueType, LocaleType } from "@univerjs/core";
import type { ICellData, IRange, IWorkbookData, IWorksheetData } from "@univerjs/core";
import type { FileCell, SheetFile, WorkbookFile } from "./workbook-file";
import { univerStyle } from "./cell-style";

/** A spill ends in `#SPILL!` at the edge of the sheet, so there is room for wide ones; Excel's 16,384 columns cost time. */
const smallestSheet = { rows: 5000, columns: 256 };

type ByCell<Value> = Record<number, Record<number, Value>>;

/** A file in Univer's words: the workbook, and what formulas fill beside their own cell, by sheet id. */
export interface LoadedWorkbook {
  readonly data: IWorkbookData;
  readonly spillRanges: Record<string, ByCell<IRange>>;
  readonly spillCells: Record<string, ByCell<ICellData>>;
  /** Formulas without a final value: errors, calls that were busy, and what was never evaluated. */
  readonly unfinished: readonly { readonly sheetId: string; readonly row: number; readonly column: number }[];
}

/** Turns a file into the workbook called `id`. */
export function loadWorkbook(file: WorkbookFile, id: string): LoadedWorkbook {
  const sheets: Record<string, Partial<IWorksheetData>> = {};
  const loaded: LoadedWorkbook = {
    data: {
      id,
      name: id,
      appVersion: "",
      locale: LocaleType.EN_US,
      styles: {},
      sheetOrder: file.sheets.map((_, index) => sheetIdAt(id, index)),
      sheets,
    },
    spillRanges: {},
    spillCells: {},
    unfinished: file.sheets.flatMap((sheet, index) =>
      sheet.cells.filter(isUnfinished).map(({ row, column }) => ({ sheetId: sheetIdAt(id, index), row, column })),
    ),
  };
  file.sheets.forEach((sheet, index) => {
    const sheetId = sheetIdAt(id, index);
    sheets[sheetId] = worksheet(sheet, sheetId);
    loaded.spillRanges[sheetId] = spillRanges(sheet);
    loaded.spillCells[sheetId] = spillCells(sheet);
  });
  return loaded;
}

const sheetIdAt = (id: string, index: number): string => `${id}-sheet${index + 1}`;

const isUnfinished = ({ formula, kind }: FileCell): boolean =>
  formula !== "" && (kind === "error" || kind === "busy" || kind === "empty");

function worksheet(sheet: SheetFile, id: string): Partial<IWorksheetData> {
  const cellData: ByCell<ICellData> = {};
  let lastRow = 0;
  let lastColumn = 0;
  for (const cell of sheet.cells) {
    lastRow = Math.max(lastRow, cell.row);
    lastColumn = Math.max(lastColumn, cell.column);
    (cellData[cell.row] ??= {})[cell.column] = cell.isSpilled ? looks(cell) : { ...content(cell), ...looks(cell) };
  }
  const { rows: ySplit, columns: xSplit } = sheet.frozen ?? { rows: 0, columns: 0 };
  return {
    id,
    name: sheet.name,
    rowCount: Math.max(smallestSheet.rows, lastRow + 201),
    columnCount: Math.max(smallestSheet.columns, lastColumn + 11),
    cellData,
    columnData: Object.fromEntries(sheet.columnWidths.map(({ column, widthPx }) => [column, { w: widthPx }])),
    rowData: Object.fromEntries(sheet.hiddenRows.map((row) => [row, { hd: BooleanNumber.TRUE }])),
    ...(sheet.frozen && {
      freeze: { xSplit, ySplit, startRow: ySplit > 0 ? ySplit : -1, startColumn: xSplit > 0 ? xSplit : -1 },
    }),
  };
}

function content({ kind, value, formula }: FileCell): ICellData {
  return { ...(formula !== "" && { f: formula }), ...valueData(kind, value) };
}

function valueData(kind: FileCell["kind"], value: FileCell["value"]): ICellData {
  switch (kind) {
    case "empty":
      return {};
    case "boolean":
      return { v: value === true ? 1 : 0, t: CellValueType.BOOLEAN };
    case "number":
      return { v: value, t: CellValueType.NUMBER };
    default:
      return { v: value, t: CellValueType.STRING };
  }
}

function looks({ numberFormat, style }: FileCell): ICellData {
  const s = { ...univerStyle(style), ...(numberFormat !== "General" && { n: { pattern: numberFormat } }) };
  return Object.keys(s).length > 0 ? { s } : {};
}

function spillRanges({ cells }: SheetFile): ByCell<IRange> {
  const ranges: ByCell<IRange> = {};
  for (const { row, column, spill } of cells) {
    if (spill === undefined) continue;
    const range = {
      startRow: row,
      startColumn: column,
      endRow: row + spill.rowCount - 1,
      endColumn: column + spill.columnCount - 1,
    };
    (ranges[row] ??= {})[column] = range;
  }
  return ranges;
}

function spillCells({ cells }: SheetFile): ByCell<ICellData> {
  const filled: ByCell<ICellData> = {};
  for (const cell of cells) {
    if (!cell.isSpilled && cell.spill === undefined) continue;
    (filled[cell.row] ??= {})[cell.column] = valueData(cell.kind, cell.value);
  }
  return filled;
}
