import type { Block } from "./address";
import { overlapOf } from "./block-overlap";

/** A table of the sheet and its cells, header and totals rows included. */
export interface TableBlock {
  readonly table: Excel.Table;
  readonly name: string;
  readonly hasTotals: boolean;
  readonly block: Block;
}

/** The first table that cells of a column belong to. */
export async function tableAround(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  { row, column, rowCount = 1 }: { readonly row: number; readonly column: number; readonly rowCount?: number },
): Promise<TableBlock | undefined> {
  const { tables } = sheet;
  tables.load({ name: true, showTotals: true });
  await context.sync();
  if (tables.items.length === 0) return undefined;
  const ranges = tables.items.map((table) => ({
    table,
    range: table.getRange().load({ rowIndex: true, rowCount: true, columnIndex: true, columnCount: true }),
  }));
  await context.sync();
  const cells = { row, column, rowCount, columnCount: 1 };
  for (const { table, range } of ranges) {
    const block = {
      ...{ row: range.rowIndex, rowCount: range.rowCount },
      ...{ column: range.columnIndex, columnCount: range.columnCount },
    };
    if (overlapOf(block, cells) === undefined) continue;
    return { table, name: table.name, hasTotals: table.showTotals, block };
  }
  return undefined;
}

/** The 0-based row that sums up the table's columns, where it has one. */
export function totalsRowOf(table: TableBlock | undefined): number | undefined {
  return table?.hasTotals === true ? table.block.row + table.block.rowCount - 1 : undefined;
}

/**
 * Takes columns that adjoin the table on its right into it, as far as `columns` reach without a gap. Cells further right
 * keep their place; only a table with a totals row has to push them aside, so that its totals stay.
 */
export function growTable({ table, block, hasTotals }: TableBlock, columns: readonly number[]): void {
  const right = block.column + block.columnCount;
  const wanted = new Set(columns);
  let count = 0;
  while (wanted.has(right + count)) count += 1;
  if (count === 0) return;
  if (hasTotals) for (let added = 0; added < count; added += 1) table.columns.add();
  else table.resize(table.getRange().getResizedRange(0, count));
}

/**
 * Takes columns out of the right end of the table again. Their cells stay where they are; but those of a table with a
 * totals row go, and what they pushed aside comes back. Returns the columns that have gone with their cells.
 */
export function shrinkTable(
  { table, block, hasTotals }: TableBlock,
  columns: ReadonlySet<number>,
): ReadonlySet<number> {
  const last = block.column + block.columnCount - 1;
  let count = 0;
  while (count < block.columnCount - 1 && columns.has(last - count)) count += 1;
  if (count > 0 && !hasTotals) table.resize(table.getRange().getResizedRange(0, -count));
  if (!hasTotals) return new Set();
  const gone = Array.from({ length: count }, (_, index) => last - index);
  for (const column of gone) table.columns.getItemAt(column - block.column).delete();
  return new Set(gone);
}
