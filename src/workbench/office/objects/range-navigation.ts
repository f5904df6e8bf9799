import type { Rect } from "../../grid";
import { SHEET_COLUMNS, SHEET_ROWS } from "../address";
import { integerArgument } from "../arguments";
import { invalidArgument, itemNotFound } from "../api-error";
import { bounding, cellCount, checkedRect, intersection } from "../rects";
import { rangeArgument, type RangeTarget, rectOf, requireSameSheet, required, siblingRange } from "./range-target";
import { specialCells } from "./special-cells";
import { surroundingRegion } from "./surrounding-region";
import { usedPart } from "./used-part";
import { rangeView } from "./range-view";

type Methods = Readonly<Record<string, (target: RangeTarget, args: readonly unknown[]) => unknown>>;

/** The members of Range that lead to other ranges. */
export function rangeNavigation(targetOf: (value: unknown) => RangeTarget | undefined): Methods {
  const other = (target: RangeTarget, value: unknown): Rect => {
    const { book, place } = target;
    const found = rangeArgument({ book, sheetId: place.sheetId, targetOf }, value);
    requireSameSheet(found.sheetId, place.sheetId);
    return found.rect;
  };

  return {
    getCell: (target, args) => part(target, integerArgument(args, 0), integerArgument(args, 1), 1, 1),
    getRow: (target, args) => {
      const row = within(integerArgument(args, 0), rectOf(target).rowCount);
      return part(target, row, 0, 1, rectOf(target).columnCount);
    },
    getColumn: (target, args) => {
      const column = within(integerArgument(args, 0), rectOf(target).columnCount);
      return part(target, 0, column, rectOf(target).rowCount, 1);
    },
    getLastCell: (target) => lastPart(target, 1, 1),
    getLastRow: (target) => lastPart(target, 1, rectOf(target).columnCount),
    getLastColumn: (target) => lastPart(target, rectOf(target).rowCount, 1),
    getOffsetRange: (target, args) => {
      const { rowCount, columnCount } = rectOf(target);
      return part(target, integerArgument(args, 0), integerArgument(args, 1), rowCount, columnCount);
    },
    getResizedRange: (target, args) => {
      const { rowCount, columnCount } = rectOf(target);
      return part(target, 0, 0, rowCount + integerArgument(args, 0), columnCount + integerArgument(args, 1));
    },
    getAbsoluteResizedRange: (target, args) => part(target, 0, 0, integerArgument(args, 0), integerArgument(args, 1)),
    getRowsAbove: (target, args) => beside(target, -integerArgument(args, 0, 1), "rows"),
    getRowsBelow: (target, args) => beside(target, integerArgument(args, 0, 1), "rows"),
    getColumnsBefore: (target, args) => beside(target, -integerArgument(args, 0, 1), "columns"),
    getColumnsAfter: (target, args) => beside(target, integerArgument(args, 0, 1), "columns"),
    getEntireColumn: (target) => siblingRange(target, { ...rectOf(target), row: 0, rowCount: SHEET_ROWS }),
    getEntireRow: (target) => siblingRange(target, { ...rectOf(target), column: 0, columnCount: SHEET_COLUMNS }),
    getBoundingRect: (target, [value]) => siblingRange(target, bounding(rectOf(target), other(target, value))),
    getIntersection: (target, [value]) =>
      siblingRange(target, required(intersection(rectOf(target), other(target, value)))),
    getUsedRange: (target) =>
      siblingRange(target, usedPart(target) ?? { ...rectOf(target), rowCount: 1, columnCount: 1 }),
    getUsedRangeOrNullObject: (target) => {
      const used = usedPart(target);
      return used ? siblingRange(target, used) : null;
    },
    getSurroundingRegion: (target) => siblingRange(target, surroundingRegion(target)),
    getSpecialCells: (target, [cellType, valueType]) => {
      const rects = specialCells(target, String(cellType), typeof valueType === "string" ? valueType : "All");
      if (rects.length === 0) throw itemNotFound();
      const { book, place } = target;
      return book.rangeAreas(rects.map((rect) => book.model.places.at(place.sheetId, rect)));
    },
    getSpillParent: (target) => {
      const spill = spillAt(target);
      if (spill === undefined) throw itemNotFound();
      return siblingRange(target, { ...spill, rowCount: 1, columnCount: 1 });
    },
    getSpillingToRange: (target) => {
      const spill = spillAt(target);
      const { row, column } = rectOf(target);
      if (spill?.row !== row || spill.column !== column) throw itemNotFound();
      return siblingRange(target, spill);
    },
    getVisibleView: (target) => rangeView(target),
    // Excel tells of an area only where its first cell is asked for (github.com/OfficeDev/office-js/issues/3611).
    getMergedAreasOrNullObject: (target) => {
      const { book, place } = target;
      const found = book.model.merges
        .on(place.sheetId)
        .filter((area) => intersection(rectOf(target), { ...area, rowCount: 1, columnCount: 1 }));
      if (found.length === 0) return null;
      return book.rangeAreas(found.map((area) => book.model.places.at(place.sheetId, area)));
    },
    _ValidateArraySize: (target, args) => {
      const { rowCount, columnCount } = rectOf(target);
      if (args[0] === rowCount && args[1] === columnCount) return null;
      throw invalidArgument(
        "The number of rows or columns in the input array doesn't match the size or dimensions of the range.",
      );
    },
  };
}

/** The spill that the one cell lies in, its anchor included. */
function spillAt(target: RangeTarget): Rect | undefined {
  const { row, column, rowCount, columnCount } = rectOf(target);
  if (rowCount * columnCount !== 1) throw invalidArgument("A spill is asked for of one cell.");
  return target.book.grid.spillAt(target.place.sheetId, row, column);
}

/** A block placed relative to the range's first cell. */
function part(target: RangeTarget, row: number, column: number, rowCount: number, columnCount: number) {
  const rect = rectOf(target);
  return siblingRange(target, checkedRect(rect.row + row, rect.column + column, rowCount, columnCount));
}

function lastPart(target: RangeTarget, rowCount: number, columnCount: number) {
  const rect = rectOf(target);
  return part(target, rect.rowCount - rowCount, rect.columnCount - columnCount, rowCount, columnCount);
}

/** Lines next to the range: before it where `count` is below 0. */
function beside(target: RangeTarget, count: number, lines: "rows" | "columns") {
  if (count === 0 || cellCount(rectOf(target)) === 0) throw invalidArgument();
  const { rowCount, columnCount } = rectOf(target);
  const size = Math.abs(count);
  return lines === "rows"
    ? part(target, count < 0 ? count : rowCount, 0, size, columnCount)
    : part(target, 0, count < 0 ? count : columnCount, rowCount, size);
}

function within(index: number, count: number): number {
  if (index >= 0 && index < count) return index;
  throw invalidArgument();
}
