import type { KeyCell } from "../../core/run/sheet";
import type { Block } from "./address";
import { overlapOf } from "./block-overlap";

/**
 * The merged areas of the used part of a sheet, and of cells besides. On Windows asking this can empty Excel's undo list
 * (github.com/OfficeDev/office-js/issues/5918): ask only where merged cells are likely or would do harm.
 */
export async function mergedAreas(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  /** Cells that matter though nothing may stand in them yet. */
  besides?: Excel.Range,
): Promise<readonly Block[]> {
  // The whole used part, because an area is told of only where its first cell is asked for (issue 3611).
  const used = sheet.getUsedRange();
  const merged = (besides === undefined ? used : used.getBoundingRect(besides)).getMergedAreasOrNullObject();
  merged.areas.load({ rowIndex: true, rowCount: true, columnIndex: true, columnCount: true });
  await context.sync();
  if (merged.isNullObject) return [];
  return merged.areas.items.map(({ rowIndex: row, columnIndex: column, rowCount, columnCount }) => ({
    ...{ row, column, rowCount, columnCount },
  }));
}

/** Of these cells of a column, those merged with another; and of these, the rows that only continue the one above. */
export async function mergedCells(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  column: number,
  cells: readonly KeyCell[],
): Promise<{ readonly count: number; readonly continued: ReadonlySet<number> }> {
  const areas = await mergedAreas(context, sheet);
  const areaOf = ({ row }: KeyCell): Block | undefined =>
    areas.find((area) => overlapOf(area, { row, column, rowCount: 1, columnCount: 1 }) !== undefined);
  const merged = areas.length === 0 ? [] : cells.map((cell) => ({ cell, area: areaOf(cell) }));
  const own = merged.filter(({ area }) => area !== undefined);
  const continued = own.filter(({ cell, area }) => area !== undefined && cell.row > area.row);
  return { count: own.length, continued: new Set(continued.map(({ cell }) => cell.row)) };
}
