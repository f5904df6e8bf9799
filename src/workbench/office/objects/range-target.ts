import type { Rect } from "../../grid";
import { ApiError, invalidArgument, itemNotFound } from "../api-error";
import { parseRect, SHEET_COLUMNS, SHEET_ROWS, spansAllColumns, spansAllRows, splitSheet } from "../address";
import type { Book } from "../book";
import type { HostObject } from "../host-object";
import type { Place } from "../places";
import { sheetNamed } from "../reference";

/** What a Range stands for. */
export interface RangeTarget {
  readonly book: Book;
  readonly place: Place;
}

export const rectOf = ({ place }: RangeTarget): Rect => place.rect();

/** Whole columns or rows: Excel gives no cell values for them. */
export const isUnbounded = (rect: Rect): boolean => spansAllRows(rect) || spansAllColumns(rect);

export const SHEET_RECT: Rect = { row: 0, column: 0, rowCount: SHEET_ROWS, columnCount: SHEET_COLUMNS };

export function rangeAt(book: Book, sheetId: string, rect: Rect): HostObject {
  return book.range(book.model.places.at(sheetId, rect));
}

/** A Range of its own on the same cells: what the client keeps or lets go must not touch the place it came from. */
export function rangeOn(book: Book, place: Place): HostObject {
  return rangeAt(book, place.sheetId, place.rect());
}

/** Another block of the same sheet. */
export function siblingRange({ book, place }: RangeTarget, rect: Rect): HostObject {
  return rangeAt(book, place.sheetId, rect);
}

/** Reads an address, a defined name or a table's name as a block; throws as Excel does. */
export function resolveAddress(book: Book, address: string, sheetId: string): { sheetId: string; rect: Rect } {
  const { sheetName, local } = splitSheet(address.trim());
  const ownerId = sheetName === undefined ? sheetId : sheetNamed(book.grid, sheetName).id;
  const named = placeNamed(book, local, ownerId);
  if (named) return { sheetId: named.sheetId, rect: named.rect() };
  return { sheetId: ownerId, rect: parseRect(local) };
}

function placeNamed({ model }: Book, name: string, sheetId: string): Place | undefined {
  const target = (model.names.find(name, sheetId) ?? model.names.find(name, undefined))?.target;
  if (target?.kind === "range") return target.place;
  return model.tables.find(name)?.place;
}

interface RangeArguments {
  readonly book: Book;
  readonly sheetId: string;
  /** Reads a Range object back; part of the Range type, handed in to keep imports one-way. */
  readonly targetOf: (value: unknown) => RangeTarget | undefined;
}

/** A Range or an address as an argument. */
export function rangeArgument(
  { book, sheetId, targetOf }: RangeArguments,
  value: unknown,
): { sheetId: string; rect: Rect } {
  const target = targetOf(value);
  if (target) return { sheetId: target.place.sheetId, rect: rectOf(target) };
  if (typeof value === "string") return resolveAddress(book, value, sheetId);
  throw invalidArgument();
}

/** Throws ItemNotFound where there is nothing. */
export function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw itemNotFound();
  return value;
}

export function requireSameSheet(a: string, b: string): void {
  if (a !== b) throw new ApiError("InvalidArgument", "The ranges are on different worksheets.");
}
