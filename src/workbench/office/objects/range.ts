import type { GridCell, Rect } from "../../grid";
import { formatRect, quoteSheet, spansAllColumns, spansAllRows } from "../address";
import { cellInput, formatInput, shapeBlock } from "../cell-inputs";
import { drawnPart, formulaOf, readCells, valueOf, valueTypeOf } from "../cells";
import { type BaseCell, fromR1C1, toR1C1 } from "../r1c1";
import { type DefinedType, defineType } from "../host-object";
import { cellCount } from "../rects";
import { sheetName } from "../reference";
import { rangeEditing } from "./range-editing";
import { rangeFormat } from "./range-format";
import { rangeNavigation } from "./range-navigation";
import { rangeSort } from "./range-sort";
import { isUnbounded, type RangeTarget, rectOf } from "./range-target";
import { ApiError } from "../api-error";

/** Excel.Range over the grid. */
export const rangeType: DefinedType<RangeTarget> = defineType<RangeTarget>({
  type: "Range",
  scalars: {
    values: (target) => block(target, valueOf),
    formulas: (target) => block(target, formulaOf),
    formulasR1C1: formulasR1C1,
    text: (target) => block(target, textOf),
    valueTypes: (target) => block(target, valueTypeOf),
    numberFormat: (target) => block(target, (cell) => cell.numberFormat),
    formulasLocal: (target) => block(target, formulaOf),
    numberFormatLocal: (target) => block(target, (cell) => cell.numberFormat),
    address: addressOf,
    addressLocal: addressOf,
    rowIndex: (target) => rectOf(target).row,
    columnIndex: (target) => rectOf(target).column,
    rowCount: (target) => rectOf(target).rowCount,
    columnCount: (target) => rectOf(target).columnCount,
    cellCount: (target) => Math.min(cellCount(rectOf(target)), 2 ** 31 - 1),
    isEntireColumn: (target) => spansAllRows(rectOf(target)),
    isEntireRow: (target) => spansAllColumns(rectOf(target)),
    hidden: rowHidden,
    rowHidden,
    columnHidden: () => false,
  },
  setters: {
    values: (target, value) => enter(target, value),
    formulas: (target, value) => enter(target, value),
    formulasLocal: (target, value) => enter(target, value),
    formulasR1C1: (target, value) => enter(target, value, fromR1C1),
    numberFormat: setNumberFormat,
    numberFormatLocal: setNumberFormat,
  },
  links: {
    format: (target) => rangeFormat.of(target),
    worksheet: ({ book, place }) => book.worksheet(place.sheetId),
    sort: (target) => rangeSort.of(target),
  },
  methods: { ...rangeNavigation((value) => rangeType.targetOf(value)), ...rangeEditing },
});

export function addressOf(target: RangeTarget): string {
  return `${quoteSheet(sheetName(target.book.grid, target.place.sheetId))}!${formatRect(rectOf(target))}`;
}

function textOf(cell: GridCell): string {
  return cell.kind === "busy" ? "#BUSY!" : cell.text;
}

function formulasR1C1(target: RangeTarget): (string | number | boolean)[][] | null {
  const { row, column } = rectOf(target);
  const cells = block(target, (cell) => cell);
  return (
    cells?.map((line, down) =>
      line.map((cell, right) =>
        cell.formula === "" ? formulaOf(cell) : toR1C1(cell.formula, { row: row + down, column: column + right }),
      ),
    ) ?? null
  );
}

function block<Value>(target: RangeTarget, read: (cell: GridCell) => Value): Value[][] | null {
  const rect = rectOf(target);
  if (isUnbounded(rect)) return null;
  return readCells({ grid: target.book.grid, sheetId: target.place.sheetId, rect }, read);
}

function enter(
  target: RangeTarget,
  value: unknown,
  translate: (formula: string, base: BaseCell) => string = (formula) => formula,
): void {
  const rect = boundedRect(target);
  const { book, place } = target;
  const inputs = shapeBlock(value, rect, cellInput).map((line, down) =>
    line.map((input, right) =>
      typeof input === "string" && input.startsWith("=")
        ? translate(input, { row: rect.row + down, column: rect.column + right })
        : input,
    ),
  );
  book.model.enter(place.sheetId, rect, inputs, book.source);
}

function setNumberFormat(target: RangeTarget, value: unknown): void {
  const { book, place } = target;
  const rect = rectOf(target);
  if (typeof value !== "string") {
    const bounded = boundedRect(target);
    book.grid.setNumberFormat(place.sheetId, bounded, shapeBlock(value, bounded, formatInput));
    return;
  }
  const drawn = isUnbounded(rect) ? drawnPart(book.grid, place.sheetId, rect) : rect;
  if (drawn) book.grid.setNumberFormat(place.sheetId, drawn, shapeBlock(value, drawn, formatInput));
}

function boundedRect(target: RangeTarget): Rect {
  const rect = rectOf(target);
  if (!isUnbounded(rect)) return rect;
  throw new ApiError(
    "InvalidArgument",
    "Cell values of whole rows or columns cannot be set: the request is too large.",
  );
}

/** `null` where some rows are hidden and some are not. */
function rowHidden(target: RangeTarget): boolean | null {
  const { row, rowCount } = rectOf(target);
  const { grid } = target.book;
  const { rows } = grid.size(target.place.sheetId);
  let hiddenRows = 0;
  for (let index = row; index < Math.min(row + rowCount, rows); index += 1) {
    if (grid.isRowHidden(target.place.sheetId, index)) hiddenRows += 1;
  }
  if (hiddenRows === 0) return false;
  return hiddenRows === rowCount ? true : null;
}
