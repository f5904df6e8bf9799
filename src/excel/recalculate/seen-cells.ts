import { isSupported, runExcel } from "../office";
import { askingCells, type AskingCell } from "./asking-cells";
import type { FormulaScope } from "./formula-blocks";
import type { SeenCell } from "./plan-refresh";

/** The formulas of the scope that ask, with whether they show an error anywhere, spilled cells included. */
export function seenCells(
  scope: FormulaScope,
): Promise<{ readonly sheetId: string; readonly cells: readonly SeenCell[] }> {
  return runExcel(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet().load({ id: true });
    const cells = await askingCells(context, scope);
    const spills = await spilledValues(context, cells);
    await context.sync();
    return {
      sheetId: sheet.id,
      cells: cells.map((cell) => ({ ...cell, hasErrors: [cell.value, ...(spills.get(cell) ?? [])].some(isError) })),
    };
  });
}

/** What tables of several people show beyond their first cell. */
async function spilledValues(
  context: Excel.RequestContext,
  cells: readonly AskingCell[],
): Promise<ReadonlyMap<AskingCell, readonly unknown[]>> {
  // Before that, there are no spills.
  if (!isSupported("ExcelApi", "1.12")) return new Map();
  const tables = cells
    .filter(({ calls }) => calls.some(({ lookups = [] }) => lookups.length > 1))
    .map((cell) => {
      const range = context.workbook.worksheets.getItem(cell.sheetId).getCell(cell.row, cell.column);
      return { cell, spill: range.getSpillingToRangeOrNullObject().load({ values: true }) };
    });
  if (tables.length === 0) return new Map();
  await context.sync();
  return new Map(tables.map(({ cell, spill }) => [cell, spill.isNullObject ? [] : spill.values.flat()]));
}

const errors: readonly unknown[] = ["#N/A", "#VALUE!", "#REF!", "#NUM!", "#NULL!", "#DIV/0!", "#NAME?", "#CALC!"];

function isError(value: unknown): boolean {
  return errors.includes(value);
}
