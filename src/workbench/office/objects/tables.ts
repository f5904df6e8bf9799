import { invalidArgument, itemNotFound } from "../api-error";
import { booleanValue, integerArgument, textArgument, textValue } from "../arguments";
import type { Book } from "../book";
import { defineType } from "../host-object";
import { bodyRect, headerRect, totalsRect, type TableState } from "../table-state";
import { rangeType } from "./range";
import { rangeArgument, rangeAt, rangeOn, required, requireSameSheet } from "./range-target";
import { type TableTarget, tableColumns, tableRows } from "./table-parts";

/** Excel.Table, as far as the model knows it; the grid draws nothing of it. */
export const tableType = defineType<TableTarget>({
  type: "Table",
  identity: ({ table }) => ({ Id: table.id }),
  scalars: {
    id: ({ table }) => table.id,
    name: ({ table }) => table.name,
    showHeaders: ({ table }) => table.hasHeaders,
    showTotals: ({ table }) => table.hasTotals,
    style: ({ table }) => table.style,
  },
  setters: {
    name: ({ book, table }, value) => book.model.tables.rename(table, textValue(value)),
    showTotals: ({ book, table }, value) => book.model.tables.showTotals(table, booleanValue(value), book.source),
    style: ({ table }, value) => {
      table.style = textValue(value);
    },
  },
  links: {
    columns: (target) => tableColumns.of(target),
    rows: (target) => tableRows.of(target),
    worksheet: ({ book, table }) => book.worksheet(table.place.sheetId),
  },
  methods: {
    getRange: ({ book, table }) => rangeOn(book, table.place),
    getHeaderRowRange: ({ book, table }) => {
      if (!table.hasHeaders) throw itemNotFound();
      return rangeAt(book, table.place.sheetId, headerRect(table.place.rect()));
    },
    getTotalRowRange: ({ book, table }) => rangeAt(book, table.place.sheetId, required(totalsRect(table))),
    getDataBodyRange: ({ book, table }) => rangeAt(book, table.place.sheetId, bodyRect(table)),
    resize: ({ book, table }, [value]) => {
      const { sheetId } = table.place;
      const found = rangeArgument({ book, sheetId, targetOf: rangeType.targetOf }, value);
      requireSameSheet(found.sheetId, sheetId);
      if (found.rect.row !== table.place.rect().row) throw invalidArgument("The header row has to stay where it is.");
      book.model.tables.resize(table, found.rect);
    },
    convertToRange: ({ book, table }) => {
      const range = rangeOn(book, table.place);
      book.model.tables.remove(table);
      return range;
    },
    delete: ({ book, table }) => {
      const { place } = table;
      book.grid.clear(place.sheetId, place.rect(), "contents", book.source);
      book.model.tables.remove(table);
    },
  },
  events: ["DataChanged", "SelectionChanged"],
});

/** Excel.TableCollection of the workbook (`sheetId` undefined) or of one sheet. */
export const tableCollection = defineType<{ readonly book: Book; readonly sheetId: string | undefined }>({
  type: "TableCollection",
  scalars: { count: ({ book, sheetId }) => book.model.tables.list(sheetId).length },
  items: ({ book, sheetId }) => book.model.tables.list(sheetId).map((table) => book.table(table)),
  methods: {
    add: ({ book, sheetId }, [address, hasHeaders]) => {
      const owner = sheetId ?? book.grid.activeSheetId();
      const { sheetId: id, rect } = rangeArgument({ book, sheetId: owner, targetOf: rangeType.targetOf }, address);
      return book.table(book.model.tables.add(id, rect, booleanValue(hasHeaders)));
    },
    getItem: (target, args) => target.book.table(tableNamed(target, textArgument(args, 0))),
    getItemAt: ({ book, sheetId }, args) => {
      const table = book.model.tables.list(sheetId)[integerArgument(args, 0)];
      if (!table) throw itemNotFound();
      return book.table(table);
    },
    getCount: ({ book, sheetId }) => book.model.tables.list(sheetId).length,
  },
  events: ["DataChanged", "Added", "Deleted"],
});

function tableNamed(
  { book, sheetId }: { readonly book: Book; readonly sheetId: string | undefined },
  key: string,
): TableState {
  const table = book.model.tables.find(key);
  if (!table || (sheetId !== undefined && table.place.sheetId !== sheetId)) throw itemNotFound();
  return table;
}
