import type { KeyColumn, PreparedTarget, SheetPort } from "../../src/core/run/sheet";
import { createExcelSheet } from "../../src/excel/ranges/excel-sheet";
import type { CellInput } from "../../src/workbench/grid";
import { createFakeGrid } from "./fake-grid";
import { startOfficeClient, type OfficeClient } from "./office-client";
import { officeWorkbook, type OfficeWorkbook } from "./office-workbook";

/** A sheet "People" in memory, the real `SheetPort` over the real office.js on it, and a co-author. */
export interface ExcelPeople {
  readonly sheet: SheetPort;
  readonly workbook: OfficeWorkbook;
  readonly client: OfficeClient;
  readonly sheetId: string;
  /** What the cells show, "" where they are empty; all used rows. */
  texts(): readonly (readonly string[])[];
  text(row: number, column: number): string;
  formula(row: number, column: number): string;
  format(row: number, column: number): string;
  type(row: number, column: number, value: CellInput): void;
  /** Blocks as [row, column, rows, columns], from 0. */
  select(...blocks: readonly (readonly [number, number, number, number])[]): void;
  readonly coauthor: {
    type(row: number, column: number, value: CellInput): void;
    insertRows(row: number, count: number): void;
    deleteRows(row: number, count: number): void;
    insertColumns(column: number, count: number): void;
    deleteColumns(column: number, count: number): void;
    /** All rows below the first, by a column. */
    sort(column: number): void;
  };
  close(): void;
}

/** Opens a workbook whose only sheet holds these rows from A1 on. */
export function openExcelPeople(
  rows: readonly (readonly CellInput[])[],
  { undoSteps = 100 }: { readonly undoSteps?: number } = {},
): ExcelPeople {
  const workbook = officeWorkbook({ grid: createFakeGrid({ undoSteps }) });
  const { grid, model } = workbook;
  const sheetId = grid.activeSheetId();
  grid.renameSheet(sheetId, "People");
  const width = Math.max(1, ...rows.map((row) => row.length));
  const inputs = rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? null));
  if (rows.length > 0) {
    grid.enter(sheetId, { row: 0, column: 0, rowCount: rows.length, columnCount: width }, inputs, "user");
  }
  const client = startOfficeClient(workbook);
  const cellAt = (row: number, column: number) =>
    grid.read(sheetId, { row, column, rowCount: 1, columnCount: 1 })[0]?.[0];
  const typeAs = (source: "user" | "coauthor") => (row: number, column: number, value: CellInput) =>
    model.enter(sheetId, { row, column, rowCount: 1, columnCount: 1 }, [[value]], source);
  const change =
    (type: "rowsInserted" | "rowsDeleted" | "columnsInserted" | "columnsDeleted") => (at: number, count: number) => {
      const isRows = type.startsWith("rows");
      const rect = isRows
        ? { row: at, column: 0, rowCount: count, columnCount: 16_384 }
        : { row: 0, column: at, rowCount: 1_048_576, columnCount: count };
      model.changeLines(type, sheetId, rect, "coauthor");
    };

  return {
    sheet: createExcelSheet(),
    ...{ workbook, client, sheetId },
    texts: () => {
      const used = grid.usedRect(sheetId);
      if (used === undefined) return [];
      const all = {
        row: 0,
        column: 0,
        rowCount: used.row + used.rowCount,
        columnCount: used.column + used.columnCount,
      };
      return grid.read(sheetId, all).map((line) => line.map(({ text }) => text));
    },
    text: (row, column) => cellAt(row, column)?.text ?? "",
    formula: (row, column) => cellAt(row, column)?.formula ?? "",
    format: (row, column) => cellAt(row, column)?.numberFormat ?? "",
    type: typeAs("user"),
    select: (...blocks) =>
      grid.select(
        sheetId,
        blocks.map(([row, column, rowCount, columnCount]) => ({ row, column, rowCount, columnCount })),
      ),
    coauthor: {
      type: typeAs("coauthor"),
      insertRows: change("rowsInserted"),
      deleteRows: change("rowsDeleted"),
      insertColumns: change("columnsInserted"),
      deleteColumns: change("columnsDeleted"),
      sort(column) {
        const used = grid.usedRect(sheetId);
        if (used === undefined) return;
        const rect = {
          row: 1,
          column: 0,
          rowCount: used.row + used.rowCount - 1,
          columnCount: used.column + used.columnCount,
        };
        grid.sort(sheetId, rect, column, "coauthor");
      },
    },
    close: () => client.dispose(),
  };
}

/** Selects a column, plans and prepares columns beside it. */
export async function preparedColumns(
  { sheet, select }: ExcelPeople,
  {
    rows,
    headers,
    hasHeaderRow = true,
    column = 0,
  }: {
    readonly rows: number;
    readonly headers: readonly string[];
    readonly hasHeaderRow?: boolean;
    readonly column?: number;
  },
): Promise<{ readonly key: KeyColumn; readonly prepared: PreparedTarget }> {
  select([0, column, rows, 1]);
  const key = await sheet.selection({ visibleOnly: false });
  if (key === undefined) throw new Error("Nothing was read.");
  const target = await sheet.planTarget(key, headers, { hasHeaderRow, placement: "free" });
  return { key, prepared: await sheet.prepare(key, target) };
}
