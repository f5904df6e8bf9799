import { readArgument } from "../../core/formulas/formula-argument";
import { readTableReference } from "../../core/formulas/table-reference";
import type { Block } from "../ranges/address";
import { blockOf } from "./formula-blocks";
import type { PlacedCells } from "./argument-cells";

/** Where the formula stands that names cells. */
export interface FormulaPlace {
  readonly sheetName: string;
  readonly row: number;
  readonly column: number;
}

/** The cells that an argument names by a table's column or a defined name, as seen from a formula; else `undefined`. */
export type NamedCellsOf = (text: string, place: FormulaPlace) => PlacedCells | undefined;

interface TableColumns extends Block {
  readonly name: string;
  readonly sheetName: string;
  /** Names of the columns, in lower case, in their order. */
  readonly columns: readonly string[];
  readonly body: Block;
}

/** Reads the tables and names of the workbook. Names of a single sheet are left to Excel. */
export async function readNamedCells(context: Excel.RequestContext): Promise<NamedCellsOf> {
  const { workbook } = context;
  const tables = workbook.tables.load({ name: true });
  const names = workbook.names.load({ name: true, visible: true });
  await context.sync();
  const place = { rowIndex: true, columnIndex: true, rowCount: true, columnCount: true } as const;
  const found = tables.items.map((table) => ({
    name: table.name.toLowerCase(),
    sheet: table.worksheet.load({ name: true }),
    columns: table.columns.load({ name: true }),
    range: table.getRange().load(place),
    body: table.getDataBodyRange().load(place),
  }));
  const ranges = names.items
    .filter(({ visible }) => visible)
    .map((item) => ({ name: item.name.toLowerCase(), range: item.getRangeOrNullObject().load(place) }));
  await context.sync();
  const named = ranges.flatMap(({ name, range }) =>
    range.isNullObject ? [] : [{ name, block: blockOf(range), sheet: range.worksheet.load({ name: true }) }],
  );
  if (named.length > 0) await context.sync();
  const placedNames = new Map(named.map(({ name, block, sheet }) => [name, { ...block, sheetName: sheet.name }]));
  const placedTables = found.map(({ name, sheet, columns, range, body }): TableColumns => ({
    ...{ name, sheetName: sheet.name, columns: columns.items.map((column) => column.name.toLowerCase()) },
    ...blockOf(range),
    body: blockOf(body),
  }));
  return (text, formula) => {
    if (readArgument(text).kind !== "unreadable") return undefined;
    return placedNames.get(text.toLowerCase()) ?? columnOf(text, formula, placedTables);
  };
}

function columnOf(text: string, formula: FormulaPlace, tables: readonly TableColumns[]): PlacedCells | undefined {
  const reference = readTableReference(text);
  if (reference === undefined) return undefined;
  const table = tables.find((each) =>
    reference.table === undefined ? isInside(formula, each) : each.name === reference.table.toLowerCase(),
  );
  const right = table?.columns.indexOf(reference.column.toLowerCase()) ?? -1;
  if (table === undefined || right < 0) return undefined;
  const { sheetName, body } = table;
  const column = body.column + right;
  if (!reference.isThisRow) return { sheetName, row: body.row, rowCount: body.rowCount, column, columnCount: 1 };
  const isBeside = formula.row >= body.row && formula.row < body.row + body.rowCount;
  return isBeside ? { sheetName, row: formula.row, rowCount: 1, column, columnCount: 1 } : undefined;
}

function isInside({ sheetName, row, column }: FormulaPlace, table: TableColumns): boolean {
  return (
    table.sheetName === sheetName &&
    row >= table.row &&
    row < table.row + table.rowCount &&
    column >= table.column &&
    column < table.column + table.columnCount
  );
}
