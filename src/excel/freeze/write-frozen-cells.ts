import { piecesOf } from "../ranges/address";
import type { CellWrite } from "../ranges/cell-write";
import { partsBySize } from "../ranges/write-blocks";
import type { FilledBlock } from "./filled-blocks";
import { frozenWrite } from "./frozen-write";

interface FrozenRow {
  readonly block: FilledBlock;
  readonly down: number;
  readonly cells: readonly CellWrite[];
  readonly values: readonly (string | number | boolean)[];
}

/** Ranges of one request: each takes about a kilobyte beside its cells. */
const rangesPerRequest = 400;

/** Puts what blocks show in the place of their formulas, in requests that Excel on the web takes. */
export async function writeFrozenCells(context: Excel.RequestContext, blocks: readonly FilledBlock[]): Promise<void> {
  const rows = blocks.flatMap((block) =>
    frozenWrite(block).map((cells, down): FrozenRow => ({
      block,
      down,
      cells,
      values: cells.map(({ value }) => value ?? ""),
    })),
  );
  for (const part of partsBySize(rows)) {
    const ranges = besideEachOther(part);
    for (const { first, count } of piecesOf({ first: 0, count: ranges.length }, rangesPerRequest)) {
      for (const lines of ranges.slice(first, first + count)) writeRows(context, lines);
      // eslint-disable-next-line office-addins/no-context-sync-in-loop -- one request may not hold more
      await context.sync();
    }
  }
}

/** Rows that follow each other in one block. */
function besideEachOther(rows: readonly FrozenRow[]): readonly (readonly FrozenRow[])[] {
  const groups: FrozenRow[][] = [];
  for (const row of rows) {
    const open = groups.at(-1);
    if (open?.[0]?.block === row.block) open.push(row);
    else groups.push([row]);
  }
  return groups;
}

function writeRows(context: Excel.RequestContext, rows: readonly FrozenRow[]): void {
  const [first] = rows;
  if (first === undefined) return;
  const { sheetId, row, column, columnCount } = first.block;
  const sheet = context.workbook.worksheets.getItem(sheetId);
  const range = sheet.getRangeByIndexes(row + first.down, column, rows.length, columnCount);
  range.numberFormat = rows.map(({ cells }) => cells.map(({ numberFormat }) => numberFormat));
  range.values = rows.map(({ cells }) => cells.map(({ value }) => value));
}
