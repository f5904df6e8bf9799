import { invalidArgument, itemNotFound } from "../api-error";
import { integerArgument, textArgument, textValue } from "../arguments";
import type { Book } from "../book";
import { defineType, type HostObject } from "../host-object";
import { checkedRect } from "../rects";
import { sheetName } from "../reference";
import type { Visibility } from "../workbook-snapshot";
import { nameCollection } from "./names";
import { rangeAt, resolveAddress, SHEET_RECT } from "./range-target";
import { tableCollection } from "./tables";
import { usedPart } from "./used-part";
import { worksheetProtection } from "./worksheet-protection";

/** What a Worksheet stands for. */
interface SheetTarget {
  readonly book: Book;
  readonly sheetId: string;
}

/** All that a sheet tells of up to ExcelApi 1.15; formats, formulas, protection and clicks can be listened to, but are silent. */
const sheetEvents = [
  ...["DataChanged", "SelectionChanged", "Activated", "Deactivated", "RowSorted", "RowHiddenChanged"],
  ...["Calculated", "ColumnSorted", "FormatChanged", "FormulaChanged", "ProtectionChanged", "SingleClicked"],
];

/** Excel.Worksheet. */
export const worksheetType = defineType<SheetTarget>({
  type: "Worksheet",
  identity: ({ sheetId }) => ({ Id: sheetId }),
  scalars: {
    id: ({ sheetId }) => sheetId,
    name: ({ book, sheetId }) => sheetName(book.grid, sheetId),
    position,
    visibility: ({ book, sheetId }) => book.model.visibility(sheetId),
  },
  setters: {
    name: ({ book, sheetId }, value) => book.grid.renameSheet(sheetId, textValue(value)),
    visibility: ({ book, sheetId }, value) => book.model.setVisibility(sheetId, visibilityOf(value)),
  },
  links: {
    names: ({ book, sheetId }) => nameCollection.of({ book, sheetId }),
    tables: ({ book, sheetId }) => tableCollection.of({ book, sheetId }),
    protection: (target) => worksheetProtection.of(target),
  },
  methods: {
    getRange: ({ book, sheetId }, [address]) => {
      if (address === undefined || address === null) return rangeAt(book, sheetId, SHEET_RECT);
      const found = resolveAddress(book, textValue(address), sheetId);
      return rangeAt(book, found.sheetId, found.rect);
    },
    getRanges: ({ book, sheetId }, args) => {
      const found = textArgument(args, 0)
        .split(/[,;]/u)
        .map((address) => resolveAddress(book, address, sheetId));
      return book.rangeAreas(found.map(({ sheetId: id, rect }) => book.model.places.at(id, rect)));
    },
    getRangeByIndexes: ({ book, sheetId }, args) => {
      const [row, column] = [integerArgument(args, 0), integerArgument(args, 1)];
      return rangeAt(book, sheetId, checkedRect(row, column, integerArgument(args, 2), integerArgument(args, 3)));
    },
    getCell: ({ book, sheetId }, args) =>
      rangeAt(book, sheetId, checkedRect(integerArgument(args, 0), integerArgument(args, 1), 1, 1)),
    getUsedRange: (target) => usedRange(target) ?? rangeAt(target.book, target.sheetId, checkedRect(0, 0, 1, 1)),
    getUsedRangeOrNullObject: (target) => usedRange(target) ?? null,
    getNext: (target) => neighbour(target, 1),
    getPrevious: (target) => neighbour(target, -1),
    activate: ({ book, sheetId }) => book.grid.activateSheet(sheetId),
    copy: ({ book, sheetId }) => book.worksheet(book.model.copySheet(sheetId)),
    delete: ({ book, sheetId }) => book.grid.deleteSheet(sheetId),
    calculate: ({ book, sheetId }, [markAllDirty]) => {
      const used = book.grid.usedRect(sheetId);
      if (markAllDirty === true && used) book.grid.recalculate(sheetId, used);
    },
  },
  events: sheetEvents,
});

function position({ book, sheetId }: SheetTarget): number {
  const index = book.grid.sheets().findIndex(({ id }) => id === sheetId);
  if (index < 0) throw itemNotFound();
  return index;
}

function visibilityOf(value: unknown): Visibility {
  if (value === "Visible" || value === "Hidden" || value === "VeryHidden") return value;
  throw invalidArgument();
}

function usedRange({ book, sheetId }: SheetTarget): HostObject | undefined {
  const used = usedPart({ book, place: book.model.places.at(sheetId, SHEET_RECT) });
  return used && rangeAt(book, sheetId, used);
}

function neighbour(target: SheetTarget, step: number): HostObject {
  const sheet = target.book.grid.sheets()[position(target) + step];
  if (!sheet) throw itemNotFound();
  return target.book.worksheet(sheet.id);
}

/** Excel.WorksheetCollection. */
export const worksheetCollection = defineType<{ readonly book: Book }>({
  type: "WorksheetCollection",
  items: ({ book }) => book.grid.sheets().map(({ id }) => book.worksheet(id)),
  methods: {
    add: ({ book }, [name]) => book.worksheet(book.grid.addSheet(typeof name === "string" ? name : undefined)),
    getActiveWorksheet: ({ book }) => book.worksheet(book.grid.activeSheetId()),
    getItem: ({ book }, args) => {
      const key = textArgument(args, 0);
      const sheets = book.grid.sheets();
      const sheet = sheets.find(({ id, name }) => id === key || name.toLowerCase() === key.toLowerCase());
      if (!sheet) throw itemNotFound();
      return book.worksheet(sheet.id);
    },
    getFirst: ({ book }) => sheetAt(book, 0),
    getLast: ({ book }) => sheetAt(book, -1),
    getCount: ({ book }) => book.grid.sheets().length,
  },
  events: [...sheetEvents, "Added", "Deleted"],
});

function sheetAt(book: Book, index: number): HostObject {
  const sheet = book.grid.sheets().at(index);
  if (!sheet) throw itemNotFound();
  return book.worksheet(sheet.id);
}
