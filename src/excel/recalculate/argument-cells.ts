import type { NamedCells } from "../../core/formulas/formula-argument";
import { piecesOf } from "../ranges/address";

/** Cells on a sheet of this workbook. */
export interface PlacedCells extends NamedCells {
  readonly sheetName: string;
}

/** Values of cells by place; `undefined` where there is no such sheet. */
export type CellValues = (cells: PlacedCells) => unknown[][] | undefined;

const cellsPerRead = 20_000;

interface Column {
  readonly sheetName: string;
  readonly column: number;
  first: number;
  last: number;
}

/** Reads all cells that formulas name, each column once; whole columns as far as they are used. */
export async function readArgumentCells(
  context: Excel.RequestContext,
  wanted: readonly PlacedCells[],
): Promise<CellValues> {
  const ends = await usedRows(context, [...new Set(wanted.map(({ sheetName }) => sheetName))]);
  const columns = new Map<string, Column>();
  for (const cells of wanted) {
    const used = ends.get(cells.sheetName) ?? 0;
    const last = Math.min(cells.row + cells.rowCount, used) - 1;
    for (let column = cells.column; last >= cells.row && column < cells.column + cells.columnCount; column++) {
      const key = `${cells.sheetName}!${column}`;
      const known = columns.get(key);
      if (known === undefined) columns.set(key, { sheetName: cells.sheetName, column, first: cells.row, last });
      else Object.assign(known, { first: Math.min(known.first, cells.row), last: Math.max(known.last, last) });
    }
  }
  const values = await readColumns(context, columns);
  return ({ sheetName, row, column, rowCount, columnCount }) => {
    const used = ends.get(sheetName);
    if (used === undefined) return undefined;
    const rows = Math.max(1, Math.min(rowCount, used - row));
    return Array.from({ length: rows }, (_, down) =>
      Array.from({ length: columnCount }, (_none, right) => {
        const place = columns.get(`${sheetName}!${column + right}`);
        return (place && values.get(place)?.[row + down - place.first]) ?? "";
      }),
    );
  };
}

/** How many rows of each sheet are used; sheets that are not there are left out. */
async function usedRows(context: Excel.RequestContext, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const sheets = names.map((name) => ({ name, sheet: context.workbook.worksheets.getItemOrNullObject(name) }));
  await context.sync();
  const found = sheets.flatMap(({ name, sheet }) =>
    sheet.isNullObject
      ? []
      : [{ name, used: sheet.getUsedRangeOrNullObject(true).load({ rowIndex: true, rowCount: true }) }],
  );
  await context.sync();
  return new Map(found.map(({ name, used }) => [name, used.isNullObject ? 0 : used.rowIndex + used.rowCount]));
}

async function readColumns(
  context: Excel.RequestContext,
  columns: ReadonlyMap<string, Column>,
): Promise<ReadonlyMap<Column, readonly unknown[]>> {
  const values = new Map<Column, unknown[]>();
  const parts = [...columns.values()].flatMap((place) =>
    piecesOf({ first: place.first, count: place.last - place.first + 1 }, cellsPerRead).map((rows) => ({
      place,
      rows,
    })),
  );
  let room = cellsPerRead;
  let open: { place: Column; range: Excel.Range }[] = [];
  async function take(): Promise<void> {
    await context.sync();
    for (const { place, range } of open) {
      const read = range.values.map(([value]: readonly unknown[]) => value);
      values.set(place, [...(values.get(place) ?? []), ...read]);
    }
    open = [];
    room = cellsPerRead;
  }
  for (const { place, rows } of parts) {
    if (rows.count > room) await take();
    const sheet = context.workbook.worksheets.getItem(place.sheetName);
    const range = sheet.getRangeByIndexes(rows.first, place.column, rows.count, 1).load({ values: true });
    open.push({ place, range });
    room -= rows.count;
  }
  if (open.length > 0) await take();
  return values;
}
