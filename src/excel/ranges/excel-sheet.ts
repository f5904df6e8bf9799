import { SheetError, type KeyColumn, type OccupiedCells, type SheetPort, type Target } from "../../core/run/sheet";
import { runExcel } from "../office";
import { blockAddress, cellAddress, runsOf } from "./address";
import { followKeys } from "./follow-keys";
import { cellTextOf, readColumn, readUsedKeys } from "./key-reading";
import { areHeadersInPlace, followColumns, type StandingColumns } from "./follow-columns";
import { headerRowOf, headersInTheWay, planColumns } from "./target-plan";
import { writeRows } from "./write-rows";
import { assignBlocks } from "./assign-blocks";
import { writeBlocks } from "./write-blocks";
import { fullColumns } from "./full-columns";

/** The open workbook as bulk runs see it. */
export function createExcelSheet(): SheetPort {
  /** The key column's cell in the header row of each plan, by which the row is found again when it has moved. */
  const anchors = new WeakMap<Target, Anchor>();
  /** Plans whose headers stand on the sheet: their columns are found again by them. */
  const headed = new WeakMap<Target, Anchor>();

  return {
    selection: () => runExcel(readSelection),
    onSelectionChanged,
    planTarget: (key, headers, hasHeaderRow) =>
      runExcel(async (context) => {
        const sheet = context.workbook.worksheets.getItem(key.sheetId);
        const first = key.cells[0]?.row ?? 0;
        const above = hasHeaderRow ? [] : await readColumn(context, sheet, key.column, { first: 0, count: first });
        const headerRow = headerRowOf(key, hasHeaderRow, above);
        const cells = headerRow === undefined ? new Map<number, string>() : await readRow(context, sheet, headerRow);
        const full = await fullColumns(context, sheet, key);
        const columns = planColumns(key.column, headers, cells, full);
        const target: Target = { sheetId: key.sheetId, headerRow, columns, headers };
        anchors.set(target, { column: key.column, text: cells.get(key.column) ?? "" });
        return target;
      }),
    occupied: (target, rows) => runExcel((context) => occupiedCells(context, target, rows)),
    async writeHeaders(target) {
      const anchor = anchors.get(target);
      await runExcel((context) => writeHeaders(context, target, anchor), { waitsForCellEdit: true });
      if (anchor !== undefined) headed.set(target, anchor);
    },
    write: (key, target, rows) =>
      runExcel(
        (context) => writeRows(context, key, target, rows, () => columnsNow(context, key, target, headed.get(target))),
        { waitsForCellEdit: true },
      ),
  };
}

/** The first column of the first area, without its empty ends. */
async function readSelection(context: Excel.RequestContext): Promise<KeyColumn | undefined> {
  const area = context.workbook.getSelectedRanges().areas.getItemAt(0);
  const used = area.getColumn(0).getUsedRangeOrNullObject(true);
  used.load({ rowIndex: true, rowCount: true, columnIndex: true });
  const sheet = area.worksheet.load({ id: true, name: true });
  await context.sync();
  if (used.isNullObject) return undefined;
  const block = { row: used.rowIndex, column: used.columnIndex, rowCount: used.rowCount, columnCount: 1 };
  const cells = await readColumn(context, sheet, block.column, { first: block.row, count: block.rowCount });
  if (cells.every(({ text }) => text.trim() === "")) return undefined;
  const address = blockAddress(sheet.name, block);
  return { address, sheetId: sheet.id, sheetName: sheet.name, column: block.column, cells };
}

function onSelectionChanged(listener: () => void): () => void {
  let isOver = false;
  const handler = (): Promise<void> => {
    if (!isOver) listener();
    return Promise.resolve();
  };
  const added = runExcel(async (context) => {
    const registered = context.workbook.onSelectionChanged.add(handler);
    await context.sync();
    return registered;
  });
  // Where Excel does not tell of selections, the pane's own reading when it is opened has to do.
  added.catch(() => undefined);
  return () => {
    isOver = true;
    void added.then(removeHandler).catch(() => undefined);
  };
}

async function removeHandler(handler: OfficeExtension.EventHandlerResult<unknown>): Promise<void> {
  await Excel.run(handler.context, async (context) => {
    handler.remove();
    await context.sync();
  });
}

/** What a row of the sheet says, by 0-based column. */
async function readRow(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  row: number,
): Promise<ReadonlyMap<number, string>> {
  const used = sheet.getRange(`${row + 1}:${row + 1}`).getUsedRangeOrNullObject(true);
  used.load({ columnIndex: true, values: true });
  await context.sync();
  if (used.isNullObject) return new Map();
  const [values = []] = used.values;
  const first = used.columnIndex;
  return new Map(values.map((value: unknown, index) => [first + index, cellTextOf(value)]));
}

/** Counts before anybody pays; refuses where the sheet would refuse the writing. */
async function occupiedCells(
  context: Excel.RequestContext,
  target: Target,
  rows: readonly number[],
): Promise<OccupiedCells> {
  const sheet = context.workbook.worksheets.getItem(target.sheetId);
  const [rowSpan] = runsOf(rows, Infinity);
  const protection = sheet.protection.load({ protected: true });
  const blocks = runsOf(target.columns).flatMap((columns) => {
    if (rowSpan === undefined) return [];
    const whole = sheet.getRangeByIndexes(rowSpan.first, columns.first, rowSpan.count, columns.count);
    const lock = whole.format.protection.load({ locked: true });
    // Formulas, because a formula that shows nothing is not an empty cell.
    const used = whole.getUsedRangeOrNullObject().load({ rowIndex: true, columnIndex: true, formulas: true });
    return [{ lock, used }];
  });
  await context.sync();
  // Where some cells are locked and some are not, Excel says null, which its types leave out.
  if (protection.protected && blocks.some(({ lock }) => String(lock.locked) !== "false")) {
    throw new SheetError("protected_sheet", "This sheet is protected. Unprotect it, then try again.");
  }
  const wanted = new Set(rows);
  const full = blocks.flatMap(({ used }) =>
    used.isNullObject ? [] : fullCells(used.formulas, used.rowIndex, used.columnIndex, wanted),
  );
  const headerCells = target.headerRow === undefined ? undefined : await readRow(context, sheet, target.headerRow);
  const headers = headerCells === undefined ? [] : headersInTheWay(target, headerCells);
  const all = [...headers.map((column) => ({ row: target.headerRow ?? 0, column })), ...full];
  const first = [...all].sort((one, other) => one.row - other.row || one.column - other.column)[0];
  return { count: all.length, first: first && cellAddress(first.row, first.column) };
}

function fullCells(
  formulas: readonly (readonly unknown[])[],
  firstRow: number,
  firstColumn: number,
  wanted: ReadonlySet<number>,
): readonly { readonly row: number; readonly column: number }[] {
  return formulas.flatMap((line, down) =>
    wanted.has(firstRow + down)
      ? line.flatMap((formula, right) =>
          formula === "" ? [] : [{ row: firstRow + down, column: firstColumn + right }],
        )
      : [],
  );
}

/** A cell that stands in the header row: its 0-based column and its text. */
interface Anchor {
  readonly column: number;
  readonly text: string;
}

async function writeHeaders(context: Excel.RequestContext, target: Target, anchor: Anchor | undefined): Promise<void> {
  if (target.headerRow === undefined) return;
  const sheet = context.workbook.worksheets.getItem(target.sheetId);
  const row = anchor === undefined ? target.headerRow : await rowNow(context, sheet, target.headerRow, anchor);
  assignBlocks(sheet, writeBlocks(target.columns, [{ row, values: target.headers }]));
  await context.sync();
}

/** Where the header row stands by now; a co-author may have moved it since it was planned. */
async function rowNow(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  row: number,
  { column, text }: Anchor,
): Promise<number> {
  if (text === "") return row;
  const now = await readUsedKeys(context, sheet, column);
  return followKeys([{ row, text }], now).get(row) ?? row;
}

/** Where the keys and the columns of a run stand by now; whoever moved columns took the headers along. */
async function columnsNow(
  context: Excel.RequestContext,
  key: KeyColumn,
  target: Target,
  anchor: Anchor | undefined,
): Promise<StandingColumns> {
  const { headerRow, columns, headers } = target;
  if (headerRow === undefined || anchor === undefined) return { key: key.column, columns };
  const planned = { key: key.column, keyHeader: anchor.text, columns, headers };
  const sheet = context.workbook.worksheets.getItem(target.sheetId);
  const cells = await readRow(context, sheet, headerRow);
  if (areHeadersInPlace(planned, cells)) return planned;
  const row = await rowNow(context, sheet, headerRow, anchor);
  const standing = followColumns(planned, row === headerRow ? cells : await readRow(context, sheet, row));
  if (standing === undefined) throw new SheetError("excel_refused", columnsGone);
  return standing;
}

const columnsGone = "The headers of the columns being filled were changed or deleted. What was paid for is free.";
