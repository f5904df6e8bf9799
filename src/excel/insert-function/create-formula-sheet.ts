import { cellAddress } from "../../core/cell-address";
import type { CellReference } from "../../core/formulas/cell-reference";
import type { AreaContent, FormulaArea, FormulaCell, FormulaSheet } from "../../core/formulas/formula-sheet";
import { SheetError } from "../../core/run/sheet";
import { runExcel } from "../office";
import { piecesOf, runsOf } from "../ranges/address";
import { fullColumns } from "../ranges/full-columns";
import { readColumn } from "../ranges/key-reading";
import { sendEach } from "../ranges/portions";

/** The open workbook as "Insert function" sees it. */
export function createFormulaSheet(): FormulaSheet {
  return {
    selected: () => runExcel(readSelected),
    columnFrom: (reference) => runExcel((context) => columnFrom(context, reference)),
    freeColumn: (area) => runExcel((context) => freeColumn(context, area)),
    content: (area) => runExcel((context) => readContent(context, area)),
    write: (area, formulas, seen) =>
      runExcel((context) => write(context, { area, formulas, seen }), { waitsForCellEdit: true }),
  };
}

async function readSelected(context: Excel.RequestContext): Promise<CellReference> {
  const area = context.workbook.getSelectedRanges().areas.getItemAt(0);
  area.load({ rowIndex: true, columnIndex: true, rowCount: true, columnCount: true });
  const sheet = area.worksheet.load({ name: true });
  await context.sync();
  const { rowIndex, columnIndex, rowCount, columnCount } = area;
  return { sheetName: sheet.name, row: rowIndex, column: columnIndex, rowCount, columnCount };
}

async function columnFrom(context: Excel.RequestContext, { sheetName, row, column }: CellReference) {
  const { worksheets } = context.workbook;
  const sheet = sheetName === undefined ? worksheets.getActiveWorksheet() : worksheets.getItemOrNullObject(sheetName);
  sheet.load({ id: true, name: true });
  await context.sync();
  if (sheet.isNullObject)
    throw new SheetError("sheet_gone", `There is no sheet “${sheetName ?? ""}” in this workbook.`);
  const used = sheet.getUsedRangeOrNullObject(true).load({ rowIndex: true, rowCount: true });
  await context.sync();
  const end = used.isNullObject ? row + 1 : Math.max(row + 1, used.rowIndex + used.rowCount);
  const cells = await readColumn(context, sheet, column, { first: row, count: end - row });
  return { sheetId: sheet.id, sheetName: sheet.name, column, cells };
}

async function freeColumn(context: Excel.RequestContext, area: FormulaArea): Promise<number> {
  const sheet = context.workbook.worksheets.getItem(area.sheetId);
  const [first = 0, last = first] = [area.rows[0], area.rows.at(-1)];
  const full = await fullColumns(context, sheet, area.column, { first, count: last - first + 1 });
  let { column } = area;
  const isFree = (from: number): boolean =>
    Array.from({ length: area.columnCount }, (_, right) => from + right).every((each) => !full.has(each));
  while (!isFree(column)) column += 1;
  return column;
}

interface Ranges {
  readonly sheet: Excel.Worksheet;
  readonly ranges: readonly { readonly row: number; readonly range: Excel.Range }[];
}

/** Excel on the web takes and gives at most 5 MB at once. */
const rowsAtOnce = 2_000;

/** Rows between those of the area are read along, and left as they are. */
function rangesOf(context: Excel.RequestContext, { sheetId, rows, column, columnCount }: FormulaArea): Ranges {
  const sheet = context.workbook.worksheets.getItem(sheetId);
  const ranges = runsOf(rows, Infinity)
    .flatMap((run) => piecesOf(run, rowsAtOnce))
    .map(({ first, count }) => ({ row: first, range: sheet.getRangeByIndexes(first, column, count, columnCount) }));
  return { sheet, ranges };
}

async function readContent(context: Excel.RequestContext, area: FormulaArea): Promise<AreaContent> {
  const { sheet, ranges } = rangesOf(context, area);
  const protection = sheet.protection.load({ protected: true });
  const locks = ranges.map(({ range }) => range.format.protection.load({ locked: true }));
  // Formulas, because a formula that shows nothing is not an empty cell.
  for (const { range } of ranges) range.load({ formulas: true });
  await context.sync();
  // Where some cells are locked and some are not, Excel says null, which its types leave out.
  if (protection.protected && locks.some(({ locked }) => String(locked) !== "false")) {
    throw new SheetError("protected_sheet", "This sheet is protected. Unprotect it, then try again.");
  }
  const wanted = new Set(area.rows);
  const full = ranges
    .flatMap(({ row, range }) => fullCells(range.formulas, row, area.column))
    .filter(({ row }) => wanted.has(row));
  return {
    count: full.length,
    first: full[0] && cellAddress(full[0].row, full[0].column),
    fingerprint: JSON.stringify(full),
  };
}

function fullCells(formulas: readonly (readonly unknown[])[], firstRow: number, firstColumn: number) {
  return formulas.flatMap((line, down) =>
    line.flatMap((formula, right) =>
      formula === "" ? [] : [{ row: firstRow + down, column: firstColumn + right, formula: String(formula) }],
    ),
  );
}

async function write(
  context: Excel.RequestContext,
  order: { readonly area: FormulaArea; readonly formulas: readonly FormulaCell[]; readonly seen: AreaContent },
): Promise<void> {
  const { area, formulas, seen } = order;
  const now = await readContent(context, area);
  if (now.fingerprint !== seen.fingerprint) {
    throw new SheetError("excel_refused", "The cells changed while you looked: nothing was written. Look again.");
  }
  const { ranges } = rangesOf(context, area);
  for (const { range } of ranges) range.load({ numberFormat: true });
  await context.sync();
  const wanted = new Set(area.rows);
  const otherwise = now.count > 0 ? "" : null;
  const texts = new Map(formulas.map(({ row, column, formula }) => [`${row}:${column}`, formula]));
  await sendEach(context, ranges, ({ row, range }) => {
    const formats: unknown[][] = range.numberFormat;
    // In a cell formatted as text, a formula would only be shown.
    if (formats.some((line) => line.includes("@"))) {
      range.numberFormat = formats.map((line, down) =>
        line.map((format) => (format === "@" && wanted.has(row + down) ? "General" : null)),
      );
    }
    range.formulas = formats.map((line, down) =>
      line.map((_, right) =>
        wanted.has(row + down) ? (texts.get(`${row + down}:${area.column + right}`) ?? otherwise) : null,
      ),
    );
  });
}
