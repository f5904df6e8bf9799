import type { Rect } from "../../grid";
import { spansAllColumns, spansAllRows } from "../address";
import { MissingMember } from "../api-error";
import { drawnPart } from "../cells";
import { intersection } from "../rects";
import { select } from "../selection";
import { type RangeTarget, rectOf, siblingRange } from "./range-target";

type Methods = Readonly<Record<string, (target: RangeTarget, args: readonly unknown[]) => unknown>>;

/** The members of Range that change the sheet. */
export const rangeEditing: Methods = {
  clear: (target, [applyTo]) => {
    const drawn = filledPart(target, applyTo);
    const { book, place } = target;
    if (drawn) book.grid.clear(place.sheetId, drawn, clearedBy(applyTo), book.source);
  },
  insert: (target) => {
    const rect = rectOf(target);
    changeLines(target, rect, "insert");
    return siblingRange(target, rect);
  },
  delete: (target) => changeLines(target, rectOf(target), "delete"),
  merge: ({ book, place }, [across]) => {
    book.model.merges.merge(place.sheetId, place.rect(), across === true, book.source);
  },
  unmerge: ({ book, place }) => book.model.merges.unmerge(place.sheetId, place.rect()),
  select: ({ book, place }) => {
    select(book.grid, place.sheetId, [place.rect()]);
  },
  calculate: recalculate,
  setDirty: recalculate,
};

function clearedBy(applyTo: unknown): "contents" | "formats" | "all" {
  switch (applyTo ?? "All") {
    case "All":
      return "all";
    case "Contents":
      return "contents";
    case "Formats":
      return "formats";
    default:
      throw new MissingMember(`Range.clear(${String(applyTo)})`);
  }
}

/** Whole columns are cleared as far as there is anything; formats as far as the grid is drawn. */
function filledPart({ book, place }: RangeTarget, applyTo: unknown): Rect | undefined {
  const rect = place.rect();
  if (applyTo !== "Contents") return drawnPart(book.grid, place.sheetId, rect);
  const used = book.grid.usedRect(place.sheetId);
  return used && intersection(rect, used);
}

function changeLines({ book, place }: RangeTarget, rect: Rect, what: "insert" | "delete"): void {
  const isInsert = what === "insert";
  if (spansAllColumns(rect)) {
    book.model.changeLines(isInsert ? "rowsInserted" : "rowsDeleted", place.sheetId, rect, book.source);
  } else if (spansAllRows(rect)) {
    book.model.changeLines(isInsert ? "columnsInserted" : "columnsDeleted", place.sheetId, rect, book.source);
  } else {
    throw new MissingMember(`Range.${what}() for part of a row or column; use getEntireRow or getEntireColumn`);
  }
}

function recalculate({ book, place }: RangeTarget): void {
  const used = book.grid.usedRect(place.sheetId);
  const inside = used && intersection(place.rect(), used);
  if (inside) book.grid.recalculate(place.sheetId, inside);
}
