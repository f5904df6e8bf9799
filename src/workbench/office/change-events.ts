import type { ChangeSource, GridChange, Rect } from "../grid";
import { formatRect } from "./address";
import type { Book } from "./book";
import { eventRanges } from "./event-ranges";
import { eventEntry, type MessageEntry } from "./message-entry";
import { intersection } from "./rects";
import { wholeLines } from "./selection";

/** The numbers under which the client knows events. */
const EventType = {
  changed: 10,
  activated: 11,
  deactivated: 12,
  added: 13,
  selectionChanged: 14,
  deleted: 15,
  calculated: 16,
  rowSorted: 19,
  rowHiddenChanged: 22,
  tableSelectionChanged: 100,
  tableChanged: 101,
} as const;

/** The target that the handlers of a whole collection listen to. */
const WORKBOOK = "Workbook";

type CellChange = Exclude<
  GridChange,
  { readonly type: "sheetAdded" | "sheetDeleted" | "sheetActivated" | "selected" | "rowsHidden" }
>;

const CHANGE_TYPES: Readonly<Record<CellChange["type"], string>> = {
  edited: "RangeEdited",
  rowsInserted: "RowInserted",
  rowsDeleted: "RowDeleted",
  columnsInserted: "ColumnInserted",
  columnsDeleted: "ColumnDeleted",
  rowsSorted: "RangeEdited",
};

/** The events that a frame is sent for a change, with the source as it looks from that frame. */
export function entriesOf(change: GridChange, book: Book, activeBefore: string): readonly MessageEntry[] {
  const { sheetId } = change;
  switch (change.type) {
    case "selected":
      return selectedEntries(change, book);
    case "sheetActivated":
      return [
        ...toSheetAndWorkbook(EventType.deactivated, activeBefore, { worksheetId: activeBefore }),
        ...toSheetAndWorkbook(EventType.activated, sheetId, { worksheetId: sheetId }),
      ];
    case "sheetAdded":
      return [eventEntry(EventType.added, WORKBOOK, { worksheetId: sheetId, source: "Local" })];
    case "sheetDeleted":
      return [eventEntry(EventType.deleted, WORKBOOK, { worksheetId: sheetId, source: "Local" })];
    case "rowsHidden":
      return toSheetAndWorkbook(EventType.rowHiddenChanged, sheetId, {
        ...{ worksheetId: sheetId, address: formatRect(change.rect) },
        ...{ changeType: "Hidden", source: "Local" },
      });
    case "rowsSorted":
      return [
        ...changedEntries(change, book),
        ...toSheetAndWorkbook(EventType.rowSorted, sheetId, {
          worksheetId: sheetId,
          address: formatRect(change.rect),
          source: sourceOf(change.source, book),
        }),
      ];
    default:
      return changedEntries(change, book);
  }
}

function selectedEntries(
  { sheetId, rects }: Extract<GridChange, { readonly type: "selected" }>,
  book: Book,
): readonly MessageEntry[] {
  const address = rects.map((rect) => formatRect(wholeLines(book.grid, sheetId, rect))).join(",");
  const touched = new Set(rects.flatMap((rect) => tablesTouched(book, sheetId, rect)));
  return [
    ...toSheetAndWorkbook(EventType.selectionChanged, sheetId, { worksheetId: sheetId, address }),
    ...[...touched].map((tableId) =>
      eventEntry(EventType.tableSelectionChanged, tableId, {
        ...{ worksheetId: sheetId, tableId, address, isInsideTable: true },
      }),
    ),
  ];
}

function changedEntries(change: CellChange, book: Book): readonly MessageEntry[] {
  const { sheetId, rect, source, type } = change;
  const args = {
    changeType: CHANGE_TYPES[type],
    source: sourceOf(source, book),
    triggerSource: source === "addin" && book.source === "addin" ? "ThisLocalAddin" : "Unknown",
    worksheetId: sheetId,
    address: formatRect(rect),
    referenceId: eventRanges(book).add(book.model.places.at(sheetId, rect)),
    shiftDirection: "None",
  };
  return [
    ...toSheetAndWorkbook(EventType.changed, sheetId, args),
    ...tablesTouched(book, sheetId, rect).flatMap((tableId) => [
      eventEntry(EventType.tableChanged, tableId, { ...args, tableId }),
      eventEntry(EventType.tableChanged, WORKBOOK, { ...args, tableId }),
    ]),
    // What is entered or moved is calculated within the turn; add-in functions answer later and say nothing of it.
    ...toSheetAndWorkbook(EventType.calculated, sheetId, { worksheetId: sheetId, address: formatRect(rect) }),
  ];
}

function tablesTouched({ model }: Book, sheetId: string, rect: Rect): readonly string[] {
  return model.tables
    .list(sheetId)
    .filter((table) => intersection(table.place.rect(), rect))
    .map(({ id }) => id);
}

function toSheetAndWorkbook(type: number, sheetId: string, args: unknown): readonly MessageEntry[] {
  return [eventEntry(type, sheetId, args), eventEntry(type, WORKBOOK, args)];
}

/** To a co-author's frame the co-author is the local one. */
function sourceOf(source: ChangeSource, book: Book): "Local" | "Remote" {
  const isCoauthors = source === "coauthor";
  return isCoauthors === (book.source === "coauthor") ? "Local" : "Remote";
}
