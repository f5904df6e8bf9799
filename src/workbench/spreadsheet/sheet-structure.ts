import { Direction } from "@univerjs/core";
import type { ICellData } from "@univerjs/core";
import { LexerTreeBuilder } from "@univerjs/engine-formula";
import {
  InsertColByRangeCommand,
  InsertRowByRangeCommand,
  RemoveColByRangeCommand,
  RemoveRowByRangeCommand,
  SetRowHiddenMutation,
  SetRowVisibleMutation,
  SetWorksheetColWidthMutation,
} from "@univerjs/preset-sheets-core";
import { GridError } from "../grid";
import type { ChangeSource, Grid, GridCell, Rect } from "../grid";
import type { StructuralChange } from "../shifted-block";
import type { CellReader } from "./cell-reading";
import type { CellWriter } from "./cell-writing";
import { checkRect, rangeOf, target } from "./grid-context";
import type { CellMatrix, GridContext } from "./grid-context";
import { keepingSelection } from "./selection";

type Structure = Pick<
  Grid,
  | "insertRows"
  | "deleteRows"
  | "insertColumns"
  | "deleteColumns"
  | "sort"
  | "filter"
  | "isRowHidden"
  | "setColumnWidth"
  | "columnWidth"
  | "autofitColumns"
>;

/** Rows and columns: inserted, deleted, sorted, hidden, sized. */
export function createSheetStructure(context: GridContext, reader: CellReader, writer: CellWriter): Structure {
  const { app, changes, checkEditable } = context;
  const lexer = app.injector.get(LexerTreeBuilder);

  const whole = (sheetId: string, at: number, count: number, axis: "rows" | "columns"): Rect => {
    const { rows, columns } = reader.size(sheetId);
    const limit = axis === "rows" ? rows : columns;
    if (!Number.isInteger(at) || !Number.isInteger(count) || at < 0 || count < 1 || at >= limit) {
      throw new GridError("InvalidArgument", `There are no ${count} ${axis} at ${at + 1}.`);
    }
    return axis === "rows"
      ? { row: at, column: 0, rowCount: count, columnCount: columns }
      : { row: 0, column: at, rowCount: rows, columnCount: count };
  };
  const restructure = (
    type: StructuralChange["type"],
    sheetId: string,
    rect: Rect,
    source: ChangeSource,
    commandId: string,
    extra: object,
  ): void => {
    checkEditable(sheetId);
    const params = { ...target(app.workbook(), app.sheet(sheetId)), range: rangeOf(rect), ...extra };
    const change = { type, sheetId, rect, source };
    const work = (): void => void app.run(commandId, params);
    changes.edit(change, source === "user" ? work : () => keepingSelection(context, change, work));
  };

  return {
    insertRows(sheetId, row, count, source) {
      const rect = whole(sheetId, row, count, "rows");
      restructure("rowsInserted", sheetId, rect, source, InsertRowByRangeCommand.id, { direction: Direction.UP });
    },
    deleteRows(sheetId, row, count, source) {
      const rect = whole(sheetId, row, count, "rows");
      restructure("rowsDeleted", sheetId, rect, source, RemoveRowByRangeCommand.id, {});
    },
    insertColumns(sheetId, column, count, source) {
      const rect = whole(sheetId, column, count, "columns");
      restructure("columnsInserted", sheetId, rect, source, InsertColByRangeCommand.id, { direction: Direction.LEFT });
    },
    deleteColumns(sheetId, column, count, source) {
      const rect = whole(sheetId, column, count, "columns");
      restructure("columnsDeleted", sheetId, rect, source, RemoveColByRangeCommand.id, {});
    },
    sort(sheetId, rect, keyColumn, source) {
      checkRect(rect);
      checkEditable(sheetId);
      const keys = reader.read(sheetId, { ...rect, column: keyColumn, columnCount: 1 }).map(([cell]) => cell);
      const order = keys.map((_, index) => index).sort((a, b) => compareCells(keys[a], keys[b]) || a - b);
      const matrix = app.sheet(sheetId).getCellMatrix();
      const cells: CellMatrix = {};
      order.forEach((from, to) => {
        const row: Record<number, ICellData> = {};
        for (let j = rect.column; j < rect.column + rect.columnCount; j++) {
          const cell = matrix.getValue(rect.row + from, j);
          const formula = reader.formulaAt(sheetId, rect.row + from, j);
          const f = formula === "" ? null : lexer.moveFormulaRefOffset(formula, 0, to - from);
          const s = cell ? (app.workbook().getStyles().getStyleByCell(cell) ?? null) : null;
          row[j] = { p: null, si: null, f, v: cell?.v ?? null, t: cell?.t ?? null, s };
        }
        cells[rect.row + to] = row;
      });
      changes.edit({ type: "rowsSorted", sheetId, rect, source }, () => writer.put(sheetId, cells));
      context.invalidateSheet(sheetId);
    },
    filter(sheetId, rect, column, text) {
      checkRect(rect);
      const where = target(app.workbook(), app.sheet(sheetId));
      const shown = reader.read(sheetId, { ...rect, column, columnCount: 1 });
      const isShown = (i: number, cell: string | undefined): boolean => i === 0 || text === undefined || cell === text;
      const hidden = shown.flatMap(([cell], i) => (isShown(i, cell?.text) ? [] : [rect.row + i]));
      changes.edit({ type: "rowsHidden", sheetId, rect }, () => {
        app.run(SetRowVisibleMutation.id, { ...where, ranges: [rangeOf(rect)] });
        const ranges = hidden.map((row) => rangeOf({ ...rect, row, rowCount: 1 }));
        if (ranges.length > 0) app.run(SetRowHiddenMutation.id, { ...where, ranges });
      });
    },
    isRowHidden: (sheetId, row) => !app.sheet(sheetId).getRowVisible(row),
    setColumnWidth(sheetId, column, columnCount, widthPx) {
      const ranges = [rangeOf({ row: 0, column, rowCount: 1, columnCount })];
      const params = { ...target(app.workbook(), app.sheet(sheetId)), ranges, colWidth: widthPx };
      changes.edit(undefined, () => app.run(SetWorksheetColWidthMutation.id, params));
    },
    columnWidth: (sheetId, column) => app.sheet(sheetId).getColumnWidth(column),
    autofitColumns(sheetId, rect) {
      const rows = reader.read(sheetId, rect);
      for (let j = 0; j < rect.columnCount; j++) {
        const longest = Math.max(0, ...rows.map((row) => (row[j]?.text ?? "").length));
        this.setColumnWidth(sheetId, rect.column + j, 1, Math.min(480, Math.max(40, longest * 7 + 16)));
      }
    },
  };
}

const rank: Readonly<Record<GridCell["kind"], number>> = {
  number: 0,
  text: 1,
  boolean: 2,
  error: 3,
  busy: 3,
  empty: 4,
};

/** Excel's order: numbers, texts, truth values, errors, and blanks last. */
export function compareCells(a: GridCell | undefined, b: GridCell | undefined): number {
  if (a === undefined || b === undefined) return 0;
  if (rank[a.kind] !== rank[b.kind]) return rank[a.kind] - rank[b.kind];
  if (typeof a.value === "string" && typeof b.value === "string") {
    return a.kind === "text" ? a.value.localeCompare(b.value, undefined, { sensitivity: "base" }) : 0;
  }
  return Number(a.value) - Number(b.value);
}
