import type { Rect } from "../../grid";
import { itemNotFound, MissingMember } from "../api-error";
import { integerArgument } from "../arguments";
import type { Book } from "../book";
import { cellInput, shapeBlock } from "../cell-inputs";
import { readCells, valueOf } from "../cells";
import { defineType } from "../host-object";
import { isList } from "../json";
import { bodyRect, totalsRect, type TableState } from "../table-state";
import { rangeAt, required } from "./range-target";

/** What a Table stands for. */
export interface TableTarget {
  readonly book: Book;
  readonly table: TableState;
}

interface ColumnTarget extends TableTarget {
  readonly index: number;
}

const columnOf = (rect: Rect, index: number): Rect => ({ ...rect, column: rect.column + index, columnCount: 1 });

function readValues({ book, table }: TableTarget, rect: Rect) {
  return readCells({ grid: book.grid, sheetId: table.place.sheetId, rect }, valueOf);
}

function columnName(target: ColumnTarget): string {
  const { table, index } = target;
  const header = { ...columnOf(table.place.rect(), index), rowCount: 1 };
  const written = table.hasHeaders ? readValues(target, header)[0]?.[0] : "";
  return written === undefined || written === "" ? `Column${index + 1}` : String(written);
}

/** Excel.TableColumn. */
const tableColumn = defineType<ColumnTarget>({
  type: "TableColumn",
  identity: ({ index }) => ({ Id: index + 1 }),
  scalars: {
    id: ({ index }) => index + 1,
    index: ({ index }) => index,
    name: columnName,
    values: (target) => readValues(target, columnOf(target.table.place.rect(), target.index)),
  },
  setters: {
    name: (target, value) => {
      const { book, table, index } = target;
      const header = { ...columnOf(table.place.rect(), index), rowCount: 1 };
      book.model.enter(table.place.sheetId, header, [[cellInput(value)]], book.source);
    },
  },
  methods: {
    getRange: ({ book, table, index }) => rangeAt(book, table.place.sheetId, columnOf(table.place.rect(), index)),
    delete: ({ book, table, index }) => {
      const rect = table.place.rect();
      if (index !== rect.columnCount - 1) throw new MissingMember("TableColumn.delete() before another column");
      book.grid.clear(table.place.sheetId, columnOf(rect, index), "contents", book.source);
      book.model.tables.resize(table, { ...rect, columnCount: rect.columnCount - 1 });
    },
    getHeaderRowRange: ({ book, table, index }) => {
      if (!table.hasHeaders) throw itemNotFound();
      return rangeAt(book, table.place.sheetId, { ...columnOf(table.place.rect(), index), rowCount: 1 });
    },
    getTotalRowRange: ({ book, table, index }) =>
      rangeAt(book, table.place.sheetId, columnOf(required(totalsRect(table)), index)),
    getDataBodyRange: ({ book, table, index }) => rangeAt(book, table.place.sheetId, columnOf(bodyRect(table), index)),
  },
});

const columnsOf = ({ book, table }: TableTarget) =>
  Array.from({ length: table.place.rect().columnCount }, (_, index) => tableColumn.of({ book, table, index }));

/** Excel.TableColumnCollection. */
export const tableColumns = defineType<TableTarget>({
  type: "TableColumnCollection",
  scalars: { count: ({ table }) => table.place.rect().columnCount },
  items: columnsOf,
  methods: {
    getCount: ({ table }) => table.place.rect().columnCount,
    getItemAt: (target, args) => {
      const column = columnsOf(target)[integerArgument(args, 0)];
      if (!column) throw itemNotFound();
      return column;
    },
    getItem: ({ book, table }, [key]) => {
      const indexes = Array.from({ length: table.place.rect().columnCount }, (_, index) => index);
      const index = indexes.find(
        (candidate) =>
          candidate + 1 === key ||
          columnName({ book, table, index: candidate }).toLowerCase() === String(key).toLowerCase(),
      );
      if (index === undefined) throw itemNotFound();
      return tableColumn.of({ book, table, index });
    },
    add: (target, [index, values]) => {
      const { book, table } = target;
      const rect = table.place.rect();
      if (typeof index === "number" && index >= 0 && index < rect.columnCount) {
        throw new MissingMember("TableColumnCollection.add() before another column");
      }
      const column = columnOf(rect, rect.columnCount);
      book.model.tables.resize(table, { ...rect, columnCount: rect.columnCount + 1 });
      if (isList(values)) {
        book.model.enter(table.place.sheetId, column, shapeBlock(values, column, cellInput), book.source);
      }
      return tableColumn.of({ book, table, index: rect.columnCount });
    },
  },
});

/** Excel.TableRowCollection, for counting and reading. */
export const tableRows = defineType<TableTarget>({
  type: "TableRowCollection",
  scalars: { count: ({ table }) => bodyRect(table).rowCount },
  items: (target) =>
    Array.from({ length: bodyRect(target.table).rowCount }, (_, index) => tableRow.of({ ...target, index })),
  methods: {
    getCount: ({ table }) => bodyRect(table).rowCount,
    getItemAt: (target, args) => {
      const index = integerArgument(args, 0);
      if (index < 0 || index >= bodyRect(target.table).rowCount) throw itemNotFound();
      return tableRow.of({ ...target, index });
    },
  },
});

interface RowTarget extends TableTarget {
  readonly index: number;
}

const rowRect = ({ table, index }: RowTarget): Rect => {
  const body = bodyRect(table);
  return { ...body, row: body.row + index, rowCount: 1 };
};

const tableRow = defineType<RowTarget>({
  type: "TableRow",
  scalars: { index: ({ index }) => index, values: (target) => readValues(target, rowRect(target)) },
  methods: { getRange: (target) => rangeAt(target.book, target.table.place.sheetId, rowRect(target)) },
});
