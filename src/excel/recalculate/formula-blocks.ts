import { isSupported } from "../office";
import { piecesOf, type Block } from "../ranges/address";
import { portionsOf } from "../ranges/portions";
import { pickFormulas, repeatedFormulas } from "./waiting-formula";

/** Where formulas are looked for: the selected cells, the active sheet or a certain one, or every sheet. */
export type FormulaScope = "selection" | "sheet" | "workbook" | { readonly sheetId: string };

/** Cells side by side that hold formulas. */
export interface FormulaBlock extends Block {
  readonly sheetId: string;
  readonly sheetName: string;
  readonly isProtected: boolean;
}

/** A block as it was read: `picked` has the formula wanted of each cell, `null` where a cell is none of ours. */
export interface ReadBlock extends FormulaBlock {
  readonly range: Excel.Range;
  readonly picked: (string | null)[][];
}

/** Where a cell stands, 0-based. */
interface CellPlace {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

/** The formula to pick of a cell by what it holds and shows; `undefined` leaves the cell out. */
export type PickFormula = (formula: string, value: unknown, place: CellPlace) => string | undefined;

/** Excel on the web takes requests of up to 5 MB; small ones also keep the sheet responsive. */
const cellsPerBatch = 2_000;

/** Every formula of the scope, in pieces that go together in one request. Text that looks like a formula is none. */
export async function findFormulaBlocks(
  context: Excel.RequestContext,
  scope: FormulaScope,
): Promise<readonly (readonly FormulaBlock[])[]> {
  const { sheets, areas } = await placesOf(context, scope);
  const found = sheets.map((sheet) => {
    const cells = sheet.getRange().getSpecialCellsOrNullObject("Formulas");
    cells.areas.load({ rowIndex: true, columnIndex: true, rowCount: true, columnCount: true });
    return { sheet, cells };
  });
  await context.sync();
  const blocks = found.flatMap(({ sheet, cells }) => {
    const place = { sheetId: sheet.id, sheetName: sheet.name, isProtected: sheet.protection.protected };
    return cells.isNullObject
      ? []
      : cells.areas.items
          .map(blockOf)
          // On one cell `getSpecialCells` looks at the whole sheet: the selection is cut out here instead.
          .flatMap((block) => (areas === undefined ? [block] : areas.flatMap((area) => overlap(block, area))))
          .flatMap(inPieces)
          .map((block) => ({ ...block, ...place }));
  });
  return portionsOf(blocks, ({ rowCount, columnCount }) => rowCount * columnCount, cellsPerBatch);
}

async function placesOf(context: Excel.RequestContext, scope: FormulaScope) {
  const wanted = { id: true, name: true, protection: { protected: true } } as const;
  if (scope === "workbook") {
    const sheets = context.workbook.worksheets.load(wanted);
    await context.sync();
    return { sheets: sheets.items, areas: undefined };
  }
  if (scope !== "selection") {
    const { worksheets } = context.workbook;
    const found = scope === "sheet" ? worksheets.getActiveWorksheet() : worksheets.getItem(scope.sheetId);
    const sheet = found.load(wanted);
    await context.sync();
    return { sheets: [sheet], areas: undefined };
  }
  const { areas } = context.workbook.getSelectedRanges();
  areas.load({ rowIndex: true, columnIndex: true, rowCount: true, columnCount: true });
  const sheet = areas.getItemAt(0).worksheet.load(wanted);
  await context.sync();
  return { sheets: [sheet], areas: areas.items.map(blockOf) };
}

/** Reads blocks and picks of their cells; what a spill has filled is left out. */
export async function readBlocks(
  context: Excel.RequestContext,
  blocks: readonly FormulaBlock[],
  pick: PickFormula,
): Promise<readonly ReadBlock[]> {
  const read = blocks.map((block) => {
    const sheet = context.workbook.worksheets.getItem(block.sheetId);
    const range = sheet.getRangeByIndexes(block.row, block.column, block.rowCount, block.columnCount);
    return { ...block, range: range.load({ formulas: true, values: true }) };
  });
  await context.sync();
  const picked = read
    .map((block) => ({ ...block, picked: pickFrom(block, pick) }))
    .filter(({ picked: cells }) => cells.some((row) => row.some((cell) => cell !== null)));
  await leaveSpilledCells(context, picked);
  return picked;
}

function pickFrom({ range, sheetId, row, column }: FormulaBlock & { readonly range: Excel.Range }, pick: PickFormula) {
  return pickFormulas(range.formulas, range.values, (formula, value, { down, right }) =>
    pick(formula, value, { sheetId, row: row + down, column: column + right }),
  );
}

/** Takes out what a spill has filled: writing there would break it. */
async function leaveSpilledCells(context: Excel.RequestContext, blocks: readonly ReadBlock[]): Promise<void> {
  // Before that, there are no spills.
  if (!isSupported("ExcelApi", "1.12")) return;
  const doubtful = blocks.flatMap(({ range, picked }) =>
    repeatedFormulas(picked).map(({ down, right }) => {
      const cell = range.getCell(down, right).load({ address: true });
      return { row: picked[down], right, cell, parent: cell.getSpillParentOrNullObject().load({ address: true }) };
    }),
  );
  if (doubtful.length === 0) return;
  await context.sync();
  for (const { row, right, cell, parent } of doubtful) {
    if (row !== undefined && !parent.isNullObject && parent.address !== cell.address) row[right] = null;
  }
}

/** What two blocks have in common; nothing where they do not meet. */
export function overlap(one: Block, other: Block): readonly Block[] {
  const row = Math.max(one.row, other.row);
  const column = Math.max(one.column, other.column);
  const rowCount = Math.min(one.row + one.rowCount, other.row + other.rowCount) - row;
  const columnCount = Math.min(one.column + one.columnCount, other.column + other.columnCount) - column;
  return rowCount > 0 && columnCount > 0 ? [{ row, column, rowCount, columnCount }] : [];
}

export function blockOf(range: Excel.Range): Block {
  const { rowIndex: row, columnIndex: column, rowCount, columnCount } = range;
  return { row, column, rowCount, columnCount };
}

function inPieces(block: Block): readonly Block[] {
  const rowsAtOnce = Math.max(1, Math.floor(cellsPerBatch / block.columnCount));
  return piecesOf({ first: block.row, count: block.rowCount }, rowsAtOnce).map(({ first, count }) => ({
    ...block,
    row: first,
    rowCount: count,
  }));
}
