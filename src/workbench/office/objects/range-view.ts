import { type DefinedType, defineType, type HostObject } from "../host-object";
import { formulaOf, readCells, valueOf, valueTypeOf } from "../cells";
import { columnName } from "../address";
import { isUnbounded, rangeOn, type RangeTarget, rectOf } from "./range-target";
import { invalidArgument } from "../api-error";
import type { GridCell } from "../../grid";

interface ViewTarget {
  readonly range: RangeTarget;
  /** The sheet rows shown, 0-based. */
  readonly rows: readonly number[];
  readonly index: number;
}

/** The rows of a range that no filter hides. */
export function rangeView(range: RangeTarget): HostObject {
  const rect = rectOf(range);
  if (isUnbounded(rect)) throw invalidArgument("A visible view needs a block, not whole rows or columns.");
  const all = Array.from({ length: rect.rowCount }, (_, row) => rect.row + row);
  return viewType.of({ range, rows: all.filter((row) => !isHidden(range, row)), index: 0 });
}

const isHidden = ({ book, place }: RangeTarget, row: number): boolean =>
  row < book.grid.size(place.sheetId).rows && book.grid.isRowHidden(place.sheetId, row);

function block<Value>({ range, rows }: ViewTarget, read: (cell: GridCell) => Value): Value[][] {
  const rect = rectOf(range);
  const all = readCells({ grid: range.book.grid, sheetId: range.place.sheetId, rect }, read);
  return rows.map((row) => all[row - rect.row] ?? []);
}

function cellAddresses({ range, rows }: ViewTarget): string[][] {
  const { column, columnCount } = rectOf(range);
  const columns = Array.from({ length: columnCount }, (_, index) => columnName(column + index));
  return rows.map((row) => columns.map((name) => `${name}${row + 1}`));
}

const viewType: DefinedType<ViewTarget> = defineType<ViewTarget>({
  type: "RangeView",
  scalars: {
    values: (view) => block(view, valueOf),
    formulas: (view) => block(view, formulaOf),
    text: (view) => block(view, (cell) => cell.text),
    valueTypes: (view) => block(view, valueTypeOf),
    numberFormat: (view) => block(view, (cell) => cell.numberFormat),
    cellAddresses,
    rowCount: ({ rows }) => rows.length,
    columnCount: ({ range }) => rectOf(range).columnCount,
    index: ({ index }) => index,
  },
  links: { rows: (view) => viewRows.of(view) },
  methods: { getRange: ({ range }) => rangeOn(range.book, range.place) },
});

const viewRows: DefinedType<ViewTarget> = defineType<ViewTarget>({
  type: "RangeViewCollection",
  items: ({ range, rows }) => rows.map((row, index) => viewType.of({ range, rows: [row], index })),
  methods: {
    getCount: ({ rows }) => rows.length,
    getItemAt: ({ range, rows }, [index]) => {
      const row = typeof index === "number" ? rows[index] : undefined;
      if (row === undefined) throw invalidArgument();
      return viewType.of({ range, rows: [row], index: Number(index) });
    },
  },
});
