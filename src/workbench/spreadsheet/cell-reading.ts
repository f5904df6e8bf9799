import { CellValueType, isTextFormat, numfmt } from "@univerjs/core";
import type { ICellData, IRange, Nullable, Workbook, Worksheet } from "@univerjs/core";
import { FormulaDataModel, LexerTreeBuilder } from "@univerjs/engine-formula";
import type { CellKind, Grid, GridCell, Rect } from "../grid";
import { busy, isErrorText } from "./error-types";
import { messageAt } from "./error-messages";
import type { ByCell, SpillRanges } from "./error-messages";
import { checkRect, rectOf } from "./grid-context";
import type { GridContext } from "./grid-context";

/** Cells as Univer holds them: own cells, and what spills over them. */
export interface CellReader extends Pick<Grid, "read" | "spillAt" | "usedRect" | "size"> {
  numberFormats(sheetId: string, rect: Rect): string[][];
  formulaAt(sheetId: string, row: number, column: number): string;
  /** Every formula of the sheet, spill children left out. */
  formulas(sheetId: string): { readonly row: number; readonly column: number; readonly formula: string }[];
  message(sheetId: string, row: number, column: number): string | undefined;
}

export function createCellReader({ app, calls }: Pick<GridContext, "app" | "calls">): CellReader {
  const model = app.injector.get(FormulaDataModel);
  const lexer = app.injector.get(LexerTreeBuilder);

  const spillCells = (sheetId: string): SpillCells | undefined =>
    model.getArrayFormulaCellData()[app.workbook().getUnitId()]?.[sheetId] ?? undefined;
  const spillRanges = (sheetId: string): SpillRanges | undefined =>
    model.getArrayFormulaRange()[app.workbook().getUnitId()]?.[sheetId] ?? undefined;

  // Univer keeps a formula filled by its own handle once, and marks the other cells as offsets of it.
  const sharedFormulas = (sheet: Worksheet): ((cell: ICellData, row: number, column: number) => string) => {
    let origins: Map<string, { formula: string; row: number; column: number }> | undefined;
    return (cell, row, column) => {
      if (typeof cell.f === "string" && cell.f !== "") return cell.f;
      if (typeof cell.si !== "string" || cell.si === "") return "";
      if (origins === undefined) {
        const found = new Map<string, { formula: string; row: number; column: number }>();
        sheet.getCellMatrix().forValue((r, c, other) => {
          if (other?.si && other.f) found.set(other.si, { formula: other.f, row: r, column: c });
        });
        origins = found;
      }
      const origin = origins.get(cell.si);
      return origin ? lexer.moveFormulaRefOffset(origin.formula, column - origin.column, row - origin.row) : "";
    };
  };

  const message = (sheetId: string, row: number, column: number): string | undefined =>
    messageAt(calls, { sheetId, row, column }, spillRanges(sheetId));

  return {
    message,
    read(sheetId, rect) {
      checkRect(rect);
      const workbook = app.workbook();
      const sheet = app.sheet(sheetId);
      const matrix = sheet.getCellMatrix();
      const spilled = spillCells(sheetId);
      const formulaOf = sharedFormulas(sheet);
      return Array.from({ length: rect.rowCount }, (_, i) =>
        Array.from({ length: rect.columnCount }, (_, j) => {
          const row = rect.row + i;
          const column = rect.column + j;
          const own = matrix.getValue(row, column) ?? undefined;
          const formula = own ? formulaOf(own, row, column) : "";
          const child = (formula === "" && !hasValue(own) && spilled?.[row]?.[column]) || undefined;
          const numberFormat = formatOf(workbook, sheet, own, child, row, column);
          const cell = gridCell(child ?? own, formula, numberFormat, child !== undefined);
          const text = cell.kind === "error" ? message(sheetId, row, column) : undefined;
          return text === undefined ? cell : { ...cell, message: text };
        }),
      );
    },
    spillAt(sheetId, row, column) {
      for (const columns of Object.values(spillRanges(sheetId) ?? {})) {
        for (const range of Object.values(columns ?? {})) {
          if (!range || row < range.startRow || row > range.endRow) continue;
          if (column < range.startColumn || column > range.endColumn) continue;
          const rect = rectOf(range);
          const [[anchor] = []] = this.read(sheetId, { ...rect, rowCount: 1, columnCount: 1 });
          // What has been cleared or blocked may still be in the engine's list.
          const fills = anchor?.formula !== "" && anchor?.kind !== "error" && anchor?.kind !== "busy";
          if (fills && rect.rowCount * rect.columnCount > 1) return rect;
        }
      }
      return undefined;
    },
    usedRect(sheetId) {
      const sheet = app.sheet(sheetId);
      const bounds = new Bounds();
      sheet.getCellMatrix().forValue((row, column, cell) => {
        if (hasValue(cell) || isFormula(cell)) bounds.add(row, column);
      });
      for (const [row, columns] of Object.entries(spillCells(sheetId) ?? {})) {
        for (const [column, cell] of Object.entries(columns ?? {})) {
          if (hasValue(cell)) bounds.add(Number(row), Number(column));
        }
      }
      return bounds.rect();
    },
    size(sheetId) {
      const sheet = app.sheet(sheetId);
      return { rows: sheet.getRowCount(), columns: sheet.getColumnCount() };
    },
    numberFormats(sheetId, rect) {
      const workbook = app.workbook();
      const sheet = app.sheet(sheetId);
      const matrix = sheet.getCellMatrix();
      return Array.from({ length: rect.rowCount }, (_, i) =>
        Array.from({ length: rect.columnCount }, (_, j) => {
          const own = matrix.getValue(rect.row + i, rect.column + j) ?? undefined;
          return formatOf(workbook, sheet, own, undefined, rect.row + i, rect.column + j);
        }),
      );
    },
    formulaAt(sheetId, row, column) {
      const sheet = app.sheet(sheetId);
      const cell = sheet.getCellMatrix().getValue(row, column);
      return cell ? sharedFormulas(sheet)(cell, row, column) : "";
    },
    formulas(sheetId) {
      const sheet = app.sheet(sheetId);
      const formulaOf = sharedFormulas(sheet);
      const found: { row: number; column: number; formula: string }[] = [];
      sheet.getCellMatrix().forValue((row, column, cell) => {
        const formula = cell && isFormula(cell) ? formulaOf(cell, row, column) : "";
        if (formula !== "") found.push({ row, column, formula });
      });
      return found;
    },
  };
}

type SpillCells = ByCell<ICellData>;

class Bounds {
  private range: IRange | undefined;
  add(row: number, column: number): void {
    const range = (this.range ??= { startRow: row, endRow: row, startColumn: column, endColumn: column });
    range.startRow = Math.min(range.startRow, row);
    range.endRow = Math.max(range.endRow, row);
    range.startColumn = Math.min(range.startColumn, column);
    range.endColumn = Math.max(range.endColumn, column);
  }
  rect(): Rect | undefined {
    return this.range && rectOf(this.range);
  }
}

const isFormula = (cell: Nullable<ICellData>): boolean => Boolean(cell?.f) || Boolean(cell?.si);
const hasValue = (cell: Nullable<ICellData>): boolean =>
  Boolean(cell) && cell?.v !== undefined && cell.v !== null && cell.v !== "";

function formatOf(
  workbook: Workbook,
  sheet: Worksheet,
  own: ICellData | undefined,
  child: Nullable<ICellData>,
  row: number,
  column: number,
): string {
  const styles = workbook.getStyles();
  const pattern =
    (own && styles.getStyleByCell(own)?.n?.pattern) ??
    (child && styles.getStyleByCell(child)?.n?.pattern) ??
    (own ? undefined : sheet.getComposedCellStyle(row, column).n?.pattern);
  if (pattern === undefined) return "General";
  return isTextFormat(pattern) ? "@" : pattern;
}

function gridCell(cell: ICellData | undefined, formula: string, numberFormat: string, isSpilled: boolean): GridCell {
  const value = cell?.v;
  const base = { formula, numberFormat };
  if (value === undefined || value === null) {
    // A formula that no pass has evaluated yet shows what Excel shows while it waits.
    if (formula !== "") return { ...base, kind: "busy", value: busy, text: busy };
    return { ...base, kind: "empty", value: "", text: "" };
  }
  if (typeof value === "boolean" || cell?.t === CellValueType.BOOLEAN) {
    const truth = value === true || value === 1 || value === "1" || value === "TRUE";
    return { ...base, kind: "boolean", value: truth, text: truth ? "TRUE" : "FALSE" };
  }
  if (typeof value === "number") {
    return { ...base, kind: "number", value, text: displayText(value, numberFormat) };
  }
  if (value === "" && formula === "" && !isSpilled) return { ...base, kind: "empty", value, text: "" };
  return { ...base, kind: kindOfText(value, formula !== "" || isSpilled), value, text: value };
}

function kindOfText(value: string, isComputed: boolean): CellKind {
  if (!isComputed || !isErrorText(value)) return "text";
  return value === busy || value === "#GETTING_DATA" ? "busy" : "error";
}

/** A number as Excel shows it in a wide enough column. */
export function displayText(value: number, numberFormat: string): string {
  try {
    return numfmt.format(numberFormat, value);
  } catch {
    // A pattern that is not one shows the number plainly, as Univer itself does.
    return String(value);
  }
}
