import { isSupported, runExcel } from "../office";
import { piecesOf, type Block } from "../ranges/address";
import { countCells, repeatedFormulas, waitingFormulas } from "./waiting-formula";

/** What became of the cells that wait, in counts. */
export interface Reentry {
  readonly entered: number;
  /** On protected sheets, or where Excel refused. */
  readonly leftAlone: number;
}

interface FormulaBlock extends Block {
  readonly sheetId: string;
  readonly isProtected: boolean;
}

/** Excel on the web takes requests of up to 5 MB; small ones also keep the sheet responsive. */
const cellsPerBatch = 2_000;

/**
 * Enters the formulas of the whole workbook that may wait for an answer anew, each where it stands. Error cells are not
 * recalculated otherwise, not even by a full recalculation.
 */
export async function reenterWaiting(): Promise<Reentry> {
  let entered = 0;
  let leftAlone = 0;
  for (const batch of batchesOf(await runExcel(findFormulas))) {
    const done = await runExcel((context) => reenter(context, batch), { waitsForCellEdit: true });
    entered += done.entered;
    leftAlone += done.leftAlone;
  }
  return { entered, leftAlone };
}

async function findFormulas(context: Excel.RequestContext): Promise<readonly FormulaBlock[]> {
  const sheets = context.workbook.worksheets.load({ id: true, protection: { protected: true } });
  await context.sync();
  const found = sheets.items.map((sheet) => {
    const cells = sheet.getRange().getSpecialCellsOrNullObject("Formulas");
    cells.areas.load({ rowIndex: true, columnIndex: true, rowCount: true, columnCount: true });
    return { sheet, cells };
  });
  await context.sync();
  return found.flatMap(({ sheet, cells }) =>
    cells.isNullObject
      ? []
      : cells.areas.items.flatMap((area) =>
          piecesOf({ first: area.rowIndex, count: area.rowCount }, rowsAtOnce(area.columnCount)).map((rows) => ({
            ...{ row: rows.first, rowCount: rows.count, column: area.columnIndex, columnCount: area.columnCount },
            ...{ sheetId: sheet.id, isProtected: sheet.protection.protected },
          })),
        ),
  );
}

function rowsAtOnce(columns: number): number {
  return Math.max(1, Math.floor(cellsPerBatch / columns));
}

/** Blocks that go together in one request. */
function batchesOf(blocks: readonly FormulaBlock[]): readonly (readonly FormulaBlock[])[] {
  const batches: FormulaBlock[][] = [];
  let room = 0;
  for (const block of blocks) {
    const cells = block.rowCount * block.columnCount;
    if (cells > room) {
      batches.push([]);
      room = cellsPerBatch;
    }
    batches.at(-1)?.push(block);
    room -= cells;
  }
  return batches;
}

/** Read and written through the same ranges, so that a formula goes back where it was found, or nowhere. */
async function reenter(context: Excel.RequestContext, batch: readonly FormulaBlock[]): Promise<Reentry> {
  const blocks = batch.map(({ sheetId, isProtected, row, column, rowCount, columnCount }) => {
    const sheet = context.workbook.worksheets.getItem(sheetId);
    const range = sheet.getRangeByIndexes(row, column, rowCount, columnCount);
    return { isProtected, range: range.load({ formulas: true, values: true }) };
  });
  await context.sync();
  const waiting = blocks
    .map(({ range, ...block }) => ({ ...block, range, formulas: waitingFormulas(range.formulas, range.values) }))
    .filter(({ formulas }) => countCells(formulas) > 0);
  const open = waiting.filter(({ isProtected }) => !isProtected);
  await leaveSpilledCells(context, open);
  const wanted = sum(waiting.map(({ formulas }) => countCells(formulas)));
  const entered = sum(open.map(({ formulas }) => countCells(formulas)));
  for (const { range, formulas } of open) range.formulas = formulas;
  try {
    await context.sync();
  } catch {
    // One block that cannot be written, such as part of an array formula, must not keep the others waiting.
    return { entered: 0, leftAlone: wanted };
  }
  return { entered, leftAlone: wanted - entered };
}

/** Takes out what a spill has filled: writing there would break it. */
async function leaveSpilledCells(
  context: Excel.RequestContext,
  blocks: readonly { readonly range: Excel.Range; readonly formulas: (string | null)[][] }[],
): Promise<void> {
  // Before that, there are no spills.
  if (!isSupported("ExcelApi", "1.12")) return;
  const doubtful = blocks.flatMap(({ range, formulas }) =>
    repeatedFormulas(formulas).map(({ down, right }) => {
      const cell = range.getCell(down, right).load({ address: true });
      return { row: formulas[down], right, cell, parent: cell.getSpillParentOrNullObject().load({ address: true }) };
    }),
  );
  if (doubtful.length === 0) return;
  await context.sync();
  for (const { row, right, cell, parent } of doubtful) {
    if (row !== undefined && !parent.isNullObject && parent.address !== cell.address) row[right] = null;
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
