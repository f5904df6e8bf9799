import type { Run } from "./address";

/** A sheet this wide is no list of people: what is right of its used part is free without a look at each column. */
const mostColumns = 500;

/** The 0-based columns from `first` on that hold something in these rows. */
export async function fullColumns(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  first: number,
  rows: Run,
): Promise<ReadonlySet<number>> {
  const used = sheet.getUsedRangeOrNullObject(true).load({ columnIndex: true, columnCount: true });
  await context.sync();
  if (used.isNullObject || rows.count === 0) return new Set();
  const count = Math.max(0, used.columnIndex + used.columnCount - first);
  const columns = Array.from({ length: count }, (_, index) => first + index);
  if (count > mostColumns) return new Set(columns);
  const looks = columns.map((column) => ({
    column,
    filled: sheet
      .getRangeByIndexes(rows.first, column, rows.count, 1)
      .getUsedRangeOrNullObject(true)
      .load({ rowIndex: true }),
  }));
  await context.sync();
  return new Set(looks.flatMap(({ column, filled }) => (filled.isNullObject ? [] : [column])));
}
