import { SheetError } from "../../core/run/sheet";
import type { CellWrite } from "../ranges/cell-write";
import { portionsOf } from "../ranges/portions";
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

/**
 * Puts what blocks show in the place of their formulas, in requests that Excel on the web takes. Each is preceded by
 * another look: where rows have moved or values changed since they were read, it rejects with a `SheetError`.
 */
export async function writeFrozenCells(context: Excel.RequestContext, blocks: readonly FilledBlock[]): Promise<void> {
  const rows = blocks.flatMap((block) =>
    frozenWrite(block).map((cells, down): FrozenRow => ({
      block,
      down,
      cells,
      values: cells.map(({ value }) => value ?? ""),
    })),
  );
  const portions = partsBySize(rows).flatMap((part) => portionsOf(besideEachOther(part), () => 1, rangesPerRequest));
  for (const portion of portions) await writeAsRead(context, portion);
}

async function writeAsRead(context: Excel.RequestContext, portion: readonly (readonly FrozenRow[])[]): Promise<void> {
  const targets = portion.map((lines) => targetOf(context, lines));
  await context.sync();
  if (!targets.every(isAsRead)) {
    throw new SheetError("excel_refused", "The sheet changed while it was being frozen. Freeze it again.");
  }
  targets.forEach(writeRows);
  await context.sync();
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

interface Target {
  readonly rows: readonly FrozenRow[];
  readonly range: Excel.Range;
}

function targetOf(context: Excel.RequestContext, rows: readonly FrozenRow[]): Target {
  const [{ block, down } = { block: undefined, down: 0 }] = rows;
  if (block === undefined) throw new Error("There are no rows to write.");
  const sheet = context.workbook.worksheets.getItem(block.sheetId);
  const range = sheet.getRangeByIndexes(block.row + down, block.column, rows.length, block.columnCount);
  return { rows, range: range.load({ values: true }) };
}

/** Whether each row still shows what was read in it; a spill whose head is already a value shows nothing. */
function isAsRead({ rows, range }: Target): boolean {
  const values: readonly (readonly unknown[])[] = range.values;
  return rows.every(({ block, down }, index) => {
    const now = values[index] ?? [];
    const then = block.values[down] ?? [];
    const isEmptied = down > 0 && now.every((value) => value === "");
    return isEmptied || now.every((value, right) => value === then[right]);
  });
}

function writeRows({ rows, range }: Target): void {
  range.numberFormat = rows.map(({ cells }) => cells.map(({ numberFormat }) => numberFormat));
  range.values = rows.map(({ cells }) => cells.map(({ value }) => value));
}
