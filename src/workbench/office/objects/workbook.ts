import { ApiError } from "../api-error";
import { booleanValue, textArgument, textValue } from "../arguments";
import type { Book } from "../book";
import { defineType } from "../host-object";
import { eventRanges } from "../event-ranges";
import { readSelection } from "../selection";
import { applicationType } from "./application";
import { nameCollection } from "./names";
import { rangeAt, rangeOn } from "./range-target";
import { settingCollection } from "./settings";
import { tableCollection } from "./tables";
import { worksheetCollection } from "./worksheet";

/** Excel.Workbook: the root of every request. */
export const workbookType = defineType<{ readonly book: Book }>({
  type: "Workbook",
  scalars: {
    name: ({ book }) => decodeURIComponent(book.documentUrl.split("/").at(-1) ?? ""),
    readOnly: () => false,
  },
  links: {
    worksheets: ({ book }) => worksheetCollection.of({ book }),
    names: ({ book }) => nameCollection.of({ book, sheetId: undefined }),
    tables: ({ book }) => tableCollection.of({ book, sheetId: undefined }),
    settings: ({ book }) => settingCollection.of({ book }),
    application: ({ book }) => applicationType.of({ book }),
    properties: ({ book }) => documentProperties.of({ book }),
    _Runtime: ({ book }) => runtimeType.of({ book }),
  },
  methods: {
    getSelectedRange: ({ book }) => {
      const { sheetId, rects } = readSelection(book.grid);
      const [rect] = rects;
      if (!rect || rects.length > 1) {
        throw new ApiError("InvalidSelection", "The current selection is invalid for this operation.");
      }
      return rangeAt(book, sheetId, rect);
    },
    getSelectedRanges: ({ book }) => {
      const { sheetId, rects } = readSelection(book.grid);
      return book.rangeAreas(rects.map((rect) => book.model.places.at(sheetId, rect)));
    },
    getActiveCell: ({ book }) => {
      const { sheetId, rects } = readSelection(book.grid);
      const { row, column } = rects.at(-1) ?? { row: 0, column: 0 };
      return rangeAt(book, sheetId, { row, column, rowCount: 1, columnCount: 1 });
    },
    _GetRangeForEventByReferenceId: ({ book }, args) => rangeOn(book, eventRanges(book).get(textArgument(args, 0))),
    _GetRangeOrNullObjectForEventByReferenceId: ({ book }, args) => {
      const place = eventRanges(book).find(textArgument(args, 0));
      return place ? rangeOn(book, place) : null;
    },
  },
  events: ["Activated", "AutoSaveSettingChanged"],
});

const documentProperties = defineType<{ readonly book: Book }>({
  type: "DocumentProperties",
  scalars: { title: ({ book }) => book.model.title },
  setters: {
    title: ({ book }, value) => {
      book.model.title = textValue(value);
    },
  },
});

const runtimeType = defineType<{ readonly book: Book }>({
  type: "Runtime",
  scalars: { enableEvents: ({ book }) => book.eventsEnabled },
  setters: {
    enableEvents: ({ book }, value) => {
      book.eventsEnabled = booleanValue(value);
    },
  },
});
