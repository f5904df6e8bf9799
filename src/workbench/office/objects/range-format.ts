import type { CellStyle, Rect } from "../../grid";
import { invalidArgument } from "../api-error";
import { booleanValue, textValue } from "../arguments";
import { drawnPart } from "../cells";
import { defineType } from "../host-object";
import { isUnbounded, type RangeTarget, rectOf } from "./range-target";

/** Excel counts widths in points, the grid in pixels. */
const POINTS_PER_PIXEL = 0.75;

const DEFAULTS: Required<CellStyle> = {
  bold: false,
  italic: false,
  fontColor: "#000000",
  fill: "#FFFFFF",
  wrapText: false,
  horizontalAlignment: "General",
};

/** Excel.RangeFormat, as far as the grid draws it. */
export const rangeFormat = defineType<RangeTarget>({
  type: "RangeFormat",
  scalars: {
    wrapText: (target) => common(target, "wrapText"),
    horizontalAlignment: (target) => common(target, "horizontalAlignment"),
    columnWidth,
  },
  setters: {
    wrapText: (target, value) => paint(target, { wrapText: booleanValue(value) }),
    horizontalAlignment: (target, value) => paint(target, { horizontalAlignment: textValue(value) }),
    columnWidth: (target, value) => {
      if (typeof value !== "number" || value < 0) throw invalidArgument();
      const { column, columnCount } = drawnPartOf(target) ?? rectOf(target);
      const { book, place } = target;
      book.grid.setColumnWidth(place.sheetId, column, columnCount, value / POINTS_PER_PIXEL);
    },
  },
  links: {
    font: (target) => rangeFont.of(target),
    fill: (target) => rangeFill.of(target),
    protection: (target) => formatProtection.of(target),
  },
  methods: {
    autofitColumns: (target) => {
      const drawn = drawnPartOf(target);
      if (drawn) target.book.grid.autofitColumns(target.place.sheetId, drawn);
    },
  },
});

const rangeFont = defineType<RangeTarget>({
  type: "RangeFont",
  scalars: {
    bold: (target) => common(target, "bold"),
    italic: (target) => common(target, "italic"),
    color: (target) => common(target, "fontColor"),
  },
  setters: {
    bold: (target, value) => paint(target, { bold: booleanValue(value) }),
    italic: (target, value) => paint(target, { italic: booleanValue(value) }),
    color: (target, value) => paint(target, { fontColor: textValue(value) }),
  },
});

const rangeFill = defineType<RangeTarget>({
  type: "RangeFill",
  scalars: { color: (target) => common(target, "fill") },
  setters: { color: (target, value) => paint(target, { fill: textValue(value) }) },
  methods: { clear: (target) => paint(target, { fill: DEFAULTS.fill }) },
});

/** Cells are locked, as in a new workbook; the grid knows no unlocked ones. */
const formatProtection = defineType<RangeTarget>({
  type: "FormatProtection",
  scalars: { locked: () => true, formulaHidden: () => false },
});

function drawnPartOf({ book, place }: RangeTarget): Rect | undefined {
  return drawnPart(book.grid, place.sheetId, place.rect());
}

function paint(target: RangeTarget, style: CellStyle): void {
  const rect = rectOf(target);
  const painted = isUnbounded(rect) ? drawnPartOf(target) : rect;
  const { book, place } = target;
  if (painted) book.grid.setStyle(place.sheetId, painted, style);
}

/** The value that all cells share; `null` where they differ. */
function common(target: RangeTarget, key: keyof CellStyle): string | boolean | null {
  const drawn = drawnPartOf(target);
  if (!drawn) return DEFAULTS[key];
  const { book, place } = target;
  const styleAt = (row: number, column: number) => book.grid.style(place.sheetId, row, column)[key] ?? DEFAULTS[key];
  const first = styleAt(drawn.row, drawn.column);
  for (let row = drawn.row; row < drawn.row + drawn.rowCount; row += 1) {
    for (let column = drawn.column; column < drawn.column + drawn.columnCount; column += 1) {
      if (styleAt(row, column) !== first) return null;
    }
  }
  return first;
}

function columnWidth(target: RangeTarget): number | null {
  const { column, columnCount } = drawnPartOf(target) ?? rectOf(target);
  const { book, place } = target;
  const first = book.grid.columnWidth(place.sheetId, column);
  for (let index = column + 1; index < column + columnCount; index += 1) {
    if (book.grid.columnWidth(place.sheetId, index) !== first) return null;
  }
  return first * POINTS_PER_PIXEL;
}
