import type { Rect } from "../../grid";
import { SHEET_COLUMNS, SHEET_ROWS, spansAllColumns, spansAllRows } from "../address";
import { itemNotFound } from "../api-error";
import type { Book } from "../book";
import { defineType, type HostObject } from "../host-object";
import type { Place } from "../places";
import { cellCount, intersection } from "../rects";
import { select } from "../selection";
import { addressOf, rangeType } from "./range";
import { rangeEditing } from "./range-editing";
import { rangeFormat } from "./range-format";
import { rangeArgument, rangeOn, requireSameSheet } from "./range-target";
import { specialCells } from "./special-cells";
import { usedPart } from "./used-part";

/** What a RangeAreas stands for: blocks of one sheet. */
interface AreasTarget {
  readonly book: Book;
  readonly places: readonly Place[];
}

/** Excel.RangeAreas. */
export const rangeAreasType = defineType<AreasTarget>({
  type: "RangeAreas",
  scalars: {
    address: addressOfAll,
    addressLocal: addressOfAll,
    areaCount: ({ places }) => places.length,
    cellCount: ({ places }) => places.reduce((count, place) => count + cellCount(place.rect()), 0),
    isEntireColumn: ({ places }) => places.every((place) => spansAllRows(place.rect())),
    isEntireRow: ({ places }) => places.every((place) => spansAllColumns(place.rect())),
  },
  links: {
    areas: (target) => areaCollection.of(target),
    worksheet: ({ book, places }) => (places[0] ? book.worksheet(places[0].sheetId) : null),
    format: ({ book, places }) => (places[0] ? rangeFormat.of({ book, place: places[0] }) : null),
  },
  methods: {
    getEntireColumn: (target) => eachRect(target, (rect) => [{ ...rect, row: 0, rowCount: SHEET_ROWS }]),
    getEntireRow: (target) => eachRect(target, (rect) => [{ ...rect, column: 0, columnCount: SHEET_COLUMNS }]),
    getUsedRangeAreas: (target) =>
      eachPlace(target, (place) => {
        const used = usedPart({ book: target.book, place });
        return used ? [used] : [];
      }),
    getIntersection: (target, [value]) => {
      const [first] = target.places;
      if (!first) throw itemNotFound();
      const { book } = target;
      const other = rangeArgument({ book, sheetId: first.sheetId, targetOf: rangeType.targetOf }, value);
      requireSameSheet(other.sheetId, first.sheetId);
      return eachRect(target, (rect) => {
        const common = intersection(rect, other.rect);
        return common ? [common] : [];
      });
    },
    getSpecialCells: (target, [cellType, valueType]) =>
      eachPlace(target, (place) =>
        specialCells({ book: target.book, place }, String(cellType), typeof valueType === "string" ? valueType : "All"),
      ),
    calculate: editEach("calculate"),
    setDirty: editEach("setDirty"),
    clear: editEach("clear"),
    select: ({ book, places }) => {
      const [first] = places;
      if (first)
        select(
          book.grid,
          first.sheetId,
          places.map((place) => place.rect()),
        );
    },
  },
});

const areaCollection = defineType<AreasTarget>({
  type: "RangeCollection",
  scalars: { count: ({ places }) => places.length },
  items: ({ book, places }) => places.map((place) => rangeOn(book, place)),
  methods: {
    getCount: ({ places }) => places.length,
    getItemAt: ({ book, places }, [index]) => {
      const place = typeof index === "number" ? places[index] : undefined;
      if (!place) throw itemNotFound();
      return rangeOn(book, place);
    },
  },
});

function addressOfAll({ book, places }: AreasTarget): string {
  return places.map((place) => addressOf({ book, place })).join(",");
}

function eachRect(target: AreasTarget, rectsOf: (rect: Rect) => readonly Rect[]): HostObject {
  return eachPlace(target, (place) => rectsOf(place.rect()));
}

function eachPlace({ book, places }: AreasTarget, rectsOf: (place: Place) => readonly Rect[]): HostObject {
  const found = places.flatMap((place) => rectsOf(place).map((rect) => book.model.places.at(place.sheetId, rect)));
  if (found.length === 0) throw itemNotFound();
  return book.rangeAreas(found);
}

function editEach(name: "calculate" | "setDirty" | "clear") {
  return ({ book, places }: AreasTarget, args: readonly unknown[]) => {
    for (const place of places) rangeEditing[name]?.({ book, place }, args);
  };
}
