import { SheetError, type KeyCell, type KeyColumn, type Target, type TargetCells } from "../../core/run/sheet";
import { toSheetError } from "../office";
import { piecesOf, runsOf, type Run } from "./address";
import { areInPlace, followKeys } from "./follow-keys";
import type { StandingColumns } from "./follow-columns";
import { loadKeys, readUsedKeys } from "./key-reading";
import { findRunColumns } from "./run-columns";

/** Cells read by one request; halved where their texts are too long for one reply. */
const cellsPerReading = 20_000;

/** Reads before anybody pays; refuses where the sheet would refuse the writing. */
export async function readTargetCells(
  context: Excel.RequestContext,
  key: KeyColumn,
  target: Target,
  rows: readonly KeyCell[],
): Promise<readonly TargetCells[]> {
  const sheet = context.workbook.worksheets.getItem(target.sheetId);
  const standing = await standingNow(context, sheet, key, target);
  const places = await placesOf(context, sheet, { ...key, column: standing.key }, rows);
  const rowRuns = runsOf([...places.values()], 20);
  await refuseProtected(context, sheet, standing.columns, rowRuns);
  const shown = new Map<number, Map<number, string>>();
  for (const columns of runsOf(standing.columns.filter((column) => column >= 0))) {
    const perReading = Math.max(1, Math.floor(cellsPerReading / columns.count));
    for (const piece of rowRuns.flatMap((run) => piecesOf(run, perReading))) {
      for (const cell of await readShown(context, sheet, piece, columns)) {
        const line = shown.get(cell.row) ?? new Map<number, string>();
        shown.set(cell.row, line.set(cell.column, cell.text));
      }
    }
  }
  return rows.map(({ row }) => {
    const rowNow = places.get(row);
    const line = rowNow === undefined ? undefined : shown.get(rowNow);
    return { row, rowNow, cells: standing.columns.map((column) => line?.get(column)) };
  });
}

/** Of a plan, columns still to be inserted are -1: nothing stands there. */
async function standingNow(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  key: KeyColumn,
  target: Target,
): Promise<StandingColumns> {
  if (target.anchor === undefined) {
    const { inserts } = target;
    const now = (column: number): number =>
      inserts === 0 ? column : column > key.column + inserts ? column - inserts : -1;
    return { key: key.column, columns: target.columns.map(now) };
  }
  const columns = (await findRunColumns(context, sheet, key, target)).load();
  await context.sync();
  return columns();
}

async function placesOf(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  key: KeyColumn,
  rows: readonly KeyCell[],
): Promise<ReadonlyMap<number, number>> {
  const asRead = rows.map(({ row }) => row);
  const keys = loadKeys(sheet.getRangeByIndexes(0, key.column, 1, 1).getEntireColumn(), asRead);
  await context.sync();
  if (areInPlace(rows, keys())) return new Map(asRead.map((row) => [row, row]));
  return followKeys(key.cells, await readUsedKeys(context, sheet, key.column));
}

async function refuseProtected(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  columns: readonly number[],
  rowRuns: readonly Run[],
): Promise<void> {
  const protection = sheet.protection.load({ protected: true });
  const [first, last] = [rowRuns[0], rowRuns.at(-1)];
  const count = first === undefined || last === undefined ? 0 : last.first + last.count - first.first;
  const locks = runsOf(columns.filter((column) => column >= 0)).flatMap((run) =>
    first === undefined || count === 0
      ? []
      : [sheet.getRangeByIndexes(first.first, run.first, count, run.count).format.protection.load({ locked: true })],
  );
  await context.sync();
  if (!protection.protected) return;
  // Where some cells are locked and some are not, Excel says null, which its types leave out.
  if (columns.includes(-1) || locks.some(({ locked }) => String(locked) !== "false")) {
    throw new SheetError("protected_sheet", "This sheet is protected. Unprotect it, then try again.");
  }
}

interface ShownCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** The cells of a block that are not empty; where one reply cannot hold them, in two. */
async function readShown(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  rows: Run,
  columns: Run,
): Promise<readonly ShownCell[]> {
  // Formulas as well, because a formula that shows nothing is not an empty cell.
  const range = sheet
    .getRangeByIndexes(rows.first, columns.first, rows.count, columns.count)
    .load({ formulas: true, text: true });
  try {
    await context.sync();
  } catch (error) {
    const refusal = toSheetError(error);
    if (refusal.code !== "payload_too_large" || rows.count === 1) throw refusal;
    const half = Math.ceil(rows.count / 2);
    const [upper, lower] = [
      { first: rows.first, count: half },
      { first: rows.first + half, count: rows.count - half },
    ];
    return [...(await readShown(context, sheet, upper, columns)), ...(await readShown(context, sheet, lower, columns))];
  }
  return range.formulas.flatMap((line, down) =>
    line.flatMap((formula: unknown, right): readonly ShownCell[] =>
      formula === ""
        ? []
        : [{ row: rows.first + down, column: columns.first + right, text: range.text[down]?.[right] ?? "" }],
    ),
  );
}
