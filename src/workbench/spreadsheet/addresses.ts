import type { CellPlace } from "./cell-runs";
import type { ArgumentPlace } from "./value-objects";

/** `A` for 0, `AA` for 26. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnName(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}

const plainSheetName = /^[A-Za-z_][\w.]*$/;
const likeAnAddress = /^([A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*)$/;

/** The sheet's name as it stands before the `!` of an address. */
export const quotedSheetName = (name: string): string =>
  plainSheetName.test(name) && !likeAnAddress.test(name) ? name : `'${name.replaceAll("'", "''")}'`;

export const cellAddress = (sheetName: string, { row, column }: Pick<CellPlace, "row" | "column">): string =>
  `${quotedSheetName(sheetName)}!${columnName(column)}${row + 1}`;

export function rangeAddress(sheetName: string, place: ArgumentPlace): string {
  const from = cellAddress(sheetName, { row: place.startRow, column: place.startColumn });
  const isCell = place.startRow === place.endRow && place.startColumn === place.endColumn;
  return isCell ? from : `${from}:${columnName(place.endColumn)}${place.endRow + 1}`;
}
