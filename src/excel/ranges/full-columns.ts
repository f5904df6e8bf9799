import type { KeyColumn } from "../../core/run/sheet";

/** A sheet this wide is no list of people: what is right of its used part is free without a look at each column. */
const mostColumns = 500;

/** The 0-based columns right of the keys that hold something in the keys' rows. */
export async function fullColumns(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  key: Pick<KeyColumn, "column" | "cells">,
): Promise<ReadonlySet<number>> {
  const used = sheet.getUsedRangeOrNullObject(true).load({ columnIndex: true, columnCount: true });
  await context.sync();
  const [first, last] = [key.cells[0], key.cells.at(-1)];
  if (used.isNullObject || first === undefined || last === undefined) return new Set();
  const count = Math.max(0, used.columnIndex + used.columnCount - key.column - 1);
  const columns = Array.from({ length: count }, (_, index) => key.column + 1 + index);
  if (count > mostColumns) return new Set(columns);
  const looks = columns.map((column) => ({
    column,
    filled: sheet
      .getRangeByIndexes(first.row, column, last.row - first.row + 1, 1)
      .getUsedRangeOrNullObject(true)
      .load({ rowIndex: true }),
  }));
  await context.sync();
  return new Set(looks.flatMap(({ column, filled }) => (filled.isNullObject ? [] : [column])));
}
