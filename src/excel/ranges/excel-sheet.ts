import {
  SheetError,
  type KeyCell,
  type KeyColumn,
  type SheetPort,
  type Target,
  type TargetCells,
} from "../../core/run/sheet";
import { runExcel } from "../office";
import { blockAddress, runsOf } from "./address";
import { followKeys } from "./follow-keys";
import { cellTextOf, readColumn, readUsedKeys } from "./key-reading";
import { areHeadersInPlace, followColumns, type StandingColumns } from "./follow-columns";
import { headerRowOf, planColumns } from "./target-plan";
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
    planTarget: (key, headers, { hasHeaderRow }) =>
      runExcel(async (context) => {
        const sheet = context.workbook.worksheets.getItem(key.sheetId);
        const first = key.cells[0]?.row ?? 0;
        const above = hasHeaderRow ? [] : await readColumn(context, sheet, key.column, { first: 0, count: first });
        const headerRow = headerRowOf(key, hasHeaderRow, above);
        const cells = headerRow === undefined ? new Map<number, string>() : await readRow(context, sheet, headerRow);
        const full = await fullColumns(context, sheet, key);
        const columns = planColumns(key.column, headers, cells, full);
        const keyHeader = cells.get(key.column) ?? "";
        const target: Target = { sheetId: key.sheetId, headerRow, keyHeader, columns, headers, inserts: 0 };
        anchors.set(target, { column: key.column, text: keyHeader });
        return target;
      }),
    cells: (_key, target, rows) => runExcel((context) => targetCells(context, target, rows)),
    async prepare(_key, target) {
      const anchor = anchors.get(target);
      await runExcel((context) => writeHeaders(context, target, anchor), { waitsForCellEdit: true });
      if (anchor !== undefined) headed.set(target, anchor);
      return { target, headersBefore: [] };
    },
    write: (key, target, rows) =>
      runExcel(
        (context) => writeRows(context, key, target, rows, () => columnsNow(context, key, target, headed.get(target))),
        { waitsForCellEdit: true },
      ),
    restore: notYet,
    unprepare: notYet,
    finish: () => Promise.resolve(),
    selectCell: (sheetId, row, column) =>
      runExcel(async (context) => {
        context.workbook.worksheets.getItem(sheetId).getRangeByIndexes(row, column, 1, 1).select();
        await context.sync();
      }),
    writeReceipts: notYet,
  };
}

function notYet(): Promise<never> {
  return Promise.reject(new SheetError("excel_refused", "This version cannot do that yet."));
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
  const notes = { areas: 1, hiddenRows: 0, otherColumns: 0, mergedCells: 0, tableName: undefined };
  return { address, sheetId: sheet.id, sheetName: sheet.name, column: block.column, cells, notes };
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

/** Reads before anybody pays; refuses where the sheet would refuse the writing. */
async function targetCells(
  context: Excel.RequestContext,
  target: Target,
  rows: readonly KeyCell[],
): Promise<readonly TargetCells[]> {
  const sheet = context.workbook.worksheets.getItem(target.sheetId);
  const [span] = runsOf(
    rows.map(({ row }) => row),
    Infinity,
  );
  if (span === undefined) return [];
  const protection = sheet.protection.load({ protected: true });
  const blocks = runsOf(target.columns).map((columns) => {
    const whole = sheet.getRangeByIndexes(span.first, columns.first, span.count, columns.count);
    const lock = whole.format.protection.load({ locked: true });
    // Formulas as well, because a formula that shows nothing is not an empty cell.
    return { columns, lock, whole: whole.load({ formulas: true, text: true }) };
  });
  await context.sync();
  // Where some cells are locked and some are not, Excel says null, which its types leave out.
  if (protection.protected && blocks.some(({ lock }) => String(lock.locked) !== "false")) {
    throw new SheetError("protected_sheet", "This sheet is protected. Unprotect it, then try again.");
  }
  const shown = (row: number, column: number): string | undefined => {
    const block = blocks.find(({ columns: { first, count } }) => column >= first && column < first + count);
    const [down, right] = [row - span.first, column - (block?.columns.first ?? 0)];
    const formula: unknown = block?.whole.formulas[down]?.[right] ?? "";
    return formula === "" ? undefined : (block?.whole.text[down]?.[right] ?? "");
  };
  return rows.map(({ row }) => ({ row, rowNow: row, cells: target.columns.map((column) => shown(row, column)) }));
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
