import type { Rect } from "../grid";
import { shiftedBlock, type StructuralChange } from "../shifted-block";
import { SHEET_COLUMNS, SHEET_ROWS, spansAllColumns, spansAllRows } from "./address";
import { ApiError } from "./api-error";

/** A block that stays on its cells while rows and columns come and go around it, as a tracked Excel range does. */
export interface Place {
  readonly sheetId: string;
  /** Throws InvalidReference once its cells were deleted. */
  rect(): Rect;
  isAlive(): boolean;
}

interface TrackedPlace extends Place {
  move(change: StructuralChange): void;
}

/** All places in use: those of the request under way, and those kept until they are released. */
export interface Places {
  at(sheetId: string, rect: Rect): Place;
  keep(place: Place): void;
  release(place: Place): void;
  /** Forgets the places that nobody keeps. */
  endTurn(): void;
  apply(change: StructuralChange): void;
}

export function createPlaces(): Places {
  const kept = new Map<Place, TrackedPlace>();
  const passing = new Map<Place, TrackedPlace>();
  return {
    at(sheetId, rect) {
      const place = createPlace(sheetId, rect);
      passing.set(place, place);
      return place;
    },
    keep(place) {
      const tracked = passing.get(place);
      if (tracked) kept.set(place, tracked);
    },
    release: (place) => void kept.delete(place),
    endTurn: () => passing.clear(),
    apply(change) {
      for (const place of new Set([...kept.values(), ...passing.values()])) place.move(change);
    },
  };
}

function createPlace(sheetId: string, initial: Rect): TrackedPlace {
  let current: Rect | undefined = initial;
  return {
    sheetId,
    isAlive: () => current !== undefined,
    rect() {
      if (current) return current;
      throw new ApiError("InvalidReference", "This reference is not valid for the current operation.", 404);
    },
    move(change) {
      if (current && change.sheetId === sheetId) current = shiftRect(current, change);
    },
  };
}

/** Where a block comes to stand; `undefined` if all its cells are gone. */
function shiftRect(rect: Rect, change: StructuralChange): Rect | undefined {
  const isRows = change.type.startsWith("rows");
  if (isRows ? spansAllRows(rect) : spansAllColumns(rect)) return rect;
  const shifted = shiftedBlock(rect, change);
  if (!shifted || shifted.row >= SHEET_ROWS || shifted.column >= SHEET_COLUMNS) return undefined;
  return {
    ...shifted,
    rowCount: Math.min(shifted.rowCount, SHEET_ROWS - shifted.row),
    columnCount: Math.min(shifted.columnCount, SHEET_COLUMNS - shifted.column),
  };
}
