import type { Worksheet } from "@univerjs/core";
import { FormulaDataModel } from "@univerjs/engine-formula";
import type { Rect } from "../grid";
import type { CellReader } from "./cell-reading";
import { styleOf } from "./cell-style";
import type { UniverApp } from "./univer-app";
import type { FileCell, SheetFile, WorkbookFile } from "./workbook-file";

/** The open workbook as a file keeps it. */
export function saveWorkbook(app: UniverApp, reader: CellReader): WorkbookFile {
  const workbook = app.workbook();
  return {
    activeSheet: workbook.getActiveSheet().getName(),
    sheets: workbook.getSheets().map((sheet) => saveSheet(app, reader, sheet)),
  };
}

function saveSheet(app: UniverApp, reader: CellReader, sheet: Worksheet): SheetFile {
  const { columnData, freeze } = sheet.getConfig();
  const hiddenRows: number[] = [];
  for (let row = 0; row < sheet.getRowCount(); row++) if (!sheet.getRowVisible(row)) hiddenRows.push(row);
  const frozen = { rows: Math.max(0, freeze.ySplit), columns: Math.max(0, freeze.xSplit) };
  return {
    name: sheet.getName(),
    cells: saveCells(app, reader, sheet),
    columnWidths: Array.from({ length: sheet.getColumnCount() }, (_, column) => column)
      .filter((column) => columnData[column]?.w !== undefined)
      .map((column) => ({ column, widthPx: sheet.getColumnWidth(column) })),
    hiddenRows,
    ...(frozen.rows + frozen.columns > 0 && { frozen }),
  };
}

function saveCells(app: UniverApp, reader: CellReader, sheet: Worksheet): FileCell[] {
  const sheetId = sheet.getSheetId();
  const rect = styledRect(sheet, reader.usedRect(sheetId));
  if (rect === undefined) return [];
  const workbook = app.workbook();
  const matrix = sheet.getCellMatrix();
  const ranges = app.injector.get(FormulaDataModel).getArrayFormulaRange()[workbook.getUnitId()]?.[sheetId];
  return reader.read(sheetId, rect).flatMap((cells, i) =>
    cells.flatMap(({ kind, value, formula, numberFormat }, j): FileCell[] => {
      const row = rect.row + i;
      const column = rect.column + j;
      const own = matrix.getValue(row, column);
      const style = own ? styleOf(workbook.getStyles().getStyleByCell(own) ?? {}) : {};
      const isNothing = kind === "empty" && formula === "" && numberFormat === "General";
      if (isNothing && Object.keys(style).length === 0) return [];
      const range = kind === "error" || kind === "busy" || formula === "" ? undefined : ranges?.[row]?.[column];
      const spill = range && {
        rowCount: range.endRow - range.startRow + 1,
        columnCount: range.endColumn - range.startColumn + 1,
      };
      const isSpilled = formula === "" && kind !== "empty" && (own?.v === undefined || own.v === null);
      const plain = { row, column, kind, value, formula, numberFormat, style };
      return [{ ...plain, ...(spill && { spill }), ...(isSpilled && { isSpilled }) }];
    }),
  );
}

/** The block that also holds cells that only look like something. */
function styledRect(sheet: Worksheet, used: Rect | undefined): Rect | undefined {
  let { row: top, column: left } = used ?? { row: Infinity, column: Infinity };
  let bottom = used ? used.row + used.rowCount - 1 : -1;
  let right = used ? used.column + used.columnCount - 1 : -1;
  sheet.getCellMatrix().forValue((row, column, cell) => {
    if (!cell?.s) return;
    top = Math.min(top, row);
    left = Math.min(left, column);
    bottom = Math.max(bottom, row);
    right = Math.max(right, column);
  });
  if (bottom < 0) return undefined;
  return { row: top, column: left, rowCount: bottom - top + 1, columnCount: right - left + 1 };
}
