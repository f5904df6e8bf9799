import type { GridCell, Rect } from "../../grid";
import { MissingMember } from "../api-error";
import { intersection } from "../rects";
import { type RangeTarget, rectOf } from "./range-target";

/** The blocks of the range whose cells are of a kind, as `getSpecialCells` wants them. */
export function specialCells(target: RangeTarget, cellType: string, valueType: string): readonly Rect[] {
  if (cellType === "Visible") return visibleRows(target);
  const { book, place } = target;
  const used = book.grid.usedRect(place.sheetId);
  const inside = used && intersection(rectOf(target), used);
  if (!inside) return [];
  const matches = matcherOf(cellType, valueType);
  const columns: Rect[][] = [];
  const cells = book.grid.read(place.sheetId, inside);
  for (let column = 0; column < inside.columnCount; column += 1) {
    const flags = cells.map((row) => {
      const cell = row[column];
      return cell !== undefined && matches(cell);
    });
    columns.push(
      runsOf(flags).map(([from, count]) => ({
        row: inside.row + from,
        column: inside.column + column,
        rowCount: count,
        columnCount: 1,
      })),
    );
  }
  return mergeColumns(columns);
}

function matcherOf(cellType: string, valueType: string): (cell: GridCell) => boolean {
  switch (cellType) {
    case "Formulas":
      return (cell) => cell.formula !== "" && isOfValueType(cell, valueType);
    case "Constants":
      return (cell) => cell.formula === "" && cell.kind !== "empty" && isOfValueType(cell, valueType);
    case "Blanks":
      return (cell) => cell.kind === "empty";
    default:
      throw new MissingMember(`Range.getSpecialCells(${cellType})`);
  }
}

/** `valueType` is one of Excel.SpecialCellValueType: `All`, or the kinds strung together. */
function isOfValueType(cell: GridCell, valueType: string): boolean {
  if (valueType === "All") return true;
  switch (cell.kind) {
    case "error":
    case "busy":
      return valueType.includes("Errors");
    case "boolean":
      return valueType.includes("Logical");
    case "number":
      return valueType.includes("Number");
    case "text":
    case "empty":
      return valueType.includes("Text");
  }
}

function visibleRows(target: RangeTarget): readonly Rect[] {
  const { book, place } = target;
  const rect = rectOf(target);
  const { rows } = book.grid.size(place.sheetId);
  const drawnRows = Math.max(0, Math.min(rect.rowCount, rows - rect.row));
  const shown = Array.from({ length: drawnRows }, (_, row) => !book.grid.isRowHidden(place.sheetId, rect.row + row));
  const runs = runsOf(shown).map(([from, count]) => ({ ...rect, row: rect.row + from, rowCount: count }));
  const rest = rect.rowCount - drawnRows;
  if (rest === 0) return runs;
  const last = runs.at(-1);
  const below = { ...rect, row: rect.row + drawnRows, rowCount: rest };
  if (!last || last.row + last.rowCount < below.row) return [...runs, below];
  return [...runs.slice(0, -1), { ...last, rowCount: last.rowCount + rest }];
}

function runsOf(flags: readonly boolean[]): readonly (readonly [from: number, count: number])[] {
  const runs: [number, number][] = [];
  for (const [index, flag] of flags.entries()) {
    const last = runs.at(-1);
    if (!flag) continue;
    if (last && last[0] + last[1] === index) last[1] += 1;
    else runs.push([index, 1]);
  }
  return runs;
}

/** Neighbouring columns with the same rows become one block. */
function mergeColumns(columns: readonly (readonly Rect[])[]): readonly Rect[] {
  const merged: Rect[] = [];
  for (const rect of columns.flat()) {
    const index = merged.findIndex(
      (left) =>
        left.row === rect.row && left.rowCount === rect.rowCount && left.column + left.columnCount === rect.column,
    );
    const left = merged[index];
    if (left) merged[index] = { ...left, columnCount: left.columnCount + 1 };
    else merged.push(rect);
  }
  return merged;
}
