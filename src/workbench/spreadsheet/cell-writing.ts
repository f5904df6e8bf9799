import { CellValueType, IUndoRedoService } from "@univerjs/core";
import type { ICellData } from "@univerjs/core";
import { LexerTreeBuilder } from "@univerjs/engine-formula";
import {
  SetRangeValuesMutation,
  SetRangeValuesUndoMutationFactory,
  SetStyleCommand,
  SetWorksheetColumnCountMutation,
  SetWorksheetRowCountMutation,
} from "@univerjs/preset-sheets-core";
import { GridError } from "../grid";
import type { CellInput, Grid, Rect } from "../grid";
import type { CellReader } from "./cell-reading";
import { styleOf, univerStyle } from "./cell-style";
import { checkRect, target } from "./grid-context";
import type { CellMatrix, GridContext } from "./grid-context";
import { parseInput } from "./input";

type Writing = Pick<Grid, "enter" | "setNumberFormat" | "clear" | "setStyle" | "style" | "fillDown">;

export interface CellWriter extends Writing {
  /** Writes cells as they stand as one undo step, without saying who changed what. */
  put(sheetId: string, cells: CellMatrix, trigger?: string): void;
}

const noContent: ICellData = { v: null, f: null, si: null, p: null, t: null };

export function createCellWriter(context: GridContext, reader: CellReader): CellWriter {
  const { app, changes, checkEditable } = context;
  const undoRedo = app.injector.get(IUndoRedoService);
  const lexer = app.injector.get(LexerTreeBuilder);

  const put = (sheetId: string, cellValue: CellMatrix, trigger?: string): void => {
    const params = { ...target(app.workbook(), app.sheet(sheetId)), cellValue, ...(trigger && { trigger }) };
    const undo = app.injector.invoke((accessor) => SetRangeValuesUndoMutationFactory(accessor, params));
    app.run(SetRangeValuesMutation.id, params);
    undoRedo.pushUndoRedo({
      unitID: params.unitId,
      undoMutations: [{ id: SetRangeValuesMutation.id, params: undo }],
      redoMutations: [{ id: SetRangeValuesMutation.id, params }],
    });
  };
  const grow = (sheetId: string, rect: Rect): void => {
    const sheet = app.sheet(sheetId);
    const where = target(app.workbook(), sheet);
    const rowCount = rect.row + rect.rowCount;
    const columnCount = rect.column + rect.columnCount;
    if (rowCount > sheet.getRowCount())
      app.run(SetWorksheetRowCountMutation.id, { ...where, rowCount: rowCount + 100 });
    if (columnCount > sheet.getColumnCount()) {
      app.run(SetWorksheetColumnCountMutation.id, { ...where, columnCount: columnCount + 5 });
    }
  };
  const blockOf = (rect: Rect, cellAt: (i: number, j: number) => ICellData | undefined): CellMatrix => {
    const cells: CellMatrix = {};
    for (let i = 0; i < rect.rowCount; i++) {
      const row: Record<number, ICellData> = {};
      for (let j = 0; j < rect.columnCount; j++) {
        const cell = cellAt(i, j);
        if (cell !== undefined) row[rect.column + j] = cell;
      }
      cells[rect.row + i] = row;
    }
    return cells;
  };

  return {
    put,
    enter(sheetId, rect, inputs, source) {
      checkRect(rect);
      checkEditable(sheetId);
      if (inputs.length !== rect.rowCount || inputs.some((row) => row.length !== rect.columnCount)) {
        throw new GridError("InvalidArgument", "The inputs do not have the shape of the block.");
      }
      grow(sheetId, rect);
      const formats = reader.numberFormats(sheetId, rect);
      const cells = blockOf(rect, (i, j) => inputCell(inputs[i]?.[j] ?? null, formats[i]?.[j] ?? "General"));
      changes.edit({ type: "edited", sheetId, rect, source }, () => put(sheetId, cells));
    },
    setNumberFormat(sheetId, rect, formats) {
      checkRect(rect);
      checkEditable(sheetId);
      grow(sheetId, rect);
      const cells = blockOf(rect, (i, j) => {
        const pattern = formats[i]?.[j] ?? null;
        if (pattern === null) return undefined;
        return { s: { n: pattern === "General" ? null : { pattern } } };
      });
      changes.edit(undefined, () => put(sheetId, cells, SetStyleCommand.id));
    },
    clear(sheetId, rect, what, source) {
      checkRect(rect);
      checkEditable(sheetId);
      const cell = what === "formats" ? { s: null } : what === "contents" ? noContent : { ...noContent, s: null };
      const trigger = what === "formats" ? SetStyleCommand.id : undefined;
      const change = what === "formats" ? undefined : ({ type: "edited", sheetId, rect, source } as const);
      changes.edit(change, () =>
        put(
          sheetId,
          blockOf(rect, () => cell),
          trigger,
        ),
      );
    },
    setStyle(sheetId, rect, style) {
      checkRect(rect);
      grow(sheetId, rect);
      const s = univerStyle(style);
      changes.edit(undefined, () =>
        put(
          sheetId,
          blockOf(rect, () => ({ s })),
          SetStyleCommand.id,
        ),
      );
    },
    style(sheetId, row, column) {
      const cell = app.sheet(sheetId).getCellMatrix().getValue(row, column);
      return cell ? styleOf(app.workbook().getStyles().getStyleByCell(cell) ?? {}) : {};
    },
    fillDown(sheetId, rect) {
      checkRect(rect);
      checkEditable(sheetId);
      const matrix = app.sheet(sheetId).getCellMatrix();
      const top = Array.from({ length: rect.columnCount }, (_, j) => {
        const cell = matrix.getValue(rect.row, rect.column + j);
        return { cell: cell ?? {}, formula: reader.formulaAt(sheetId, rect.row, rect.column + j) };
      });
      const below = { ...rect, row: rect.row + 1, rowCount: rect.rowCount - 1 };
      const cells = blockOf(below, (i, j) => {
        const { cell = {}, formula = "" } = top[j] ?? {};
        if (formula === "") return { ...noContent, v: cell.v ?? null, t: cell.t ?? null, s: cell.s ?? null };
        return { ...noContent, f: lexer.moveFormulaRefOffset(formula, 0, i + 1), s: cell.s ?? null };
      });
      changes.edit({ type: "edited", sheetId, rect: below, source: "user" }, () => put(sheetId, cells));
    },
  };
}

function inputCell(input: CellInput, numberFormat: string): ICellData | undefined {
  if (input === null) return undefined;
  if (typeof input === "boolean") return { ...noContent, v: input ? 1 : 0, t: CellValueType.BOOLEAN };
  if (typeof input === "number" && numberFormat !== "@") {
    return { ...noContent, v: Number.isFinite(input) ? input : null, t: CellValueType.NUMBER };
  }
  const parsed = parseInput(String(input), numberFormat);
  switch (parsed.kind) {
    case "empty":
      return noContent;
    case "formula":
      return { ...noContent, f: parsed.formula };
    case "text":
      return { ...noContent, v: parsed.value, t: CellValueType.STRING };
    case "boolean":
      return { ...noContent, v: parsed.value ? 1 : 0, t: CellValueType.BOOLEAN };
    case "number": {
      const pattern = numberFormat === "General" ? parsed.numberFormat : undefined;
      return { ...noContent, v: parsed.value, t: CellValueType.NUMBER, ...(pattern && { s: { n: { pattern } } }) };
    }
  }
}
