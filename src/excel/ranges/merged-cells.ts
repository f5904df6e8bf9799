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

/** How many of these cells of a column are merged with another. */
export async function countMerged(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  column: number,
  cells: readonly KeyCell[],
): Promise<number> {
  const areas = await mergedAreas(context, sheet);
  const isMerged = ({ row }: KeyCell): boolean =>
    areas.some((area) => overlapOf(area, { row, column, rowCount: 1, columnCount: 1 }) !== undefined);
  return areas.length === 0 ? 0 : cells.filter(isMerged).length;
}
