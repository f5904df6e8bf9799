import type { Grid, Rect } from "../grid";
import { formatAbsolute, parseRect, quoteSheet, splitSheet } from "./address";
import { itemNotFound } from "./api-error";

/** A sheet by name, whatever the case; throws ItemNotFound. */
export function sheetNamed(grid: Grid, name: string): { readonly id: string; readonly name: string } {
  const sheet = grid.sheets().find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (!sheet) throw itemNotFound();
  return sheet;
}

/** A sheet's name by its id; throws ItemNotFound for a sheet that was deleted. */
export function sheetName(grid: Grid, sheetId: string): string {
  const sheet = grid.sheets().find(({ id }) => id === sheetId);
  if (!sheet) throw itemNotFound();
  return sheet.name;
}

/** Reads `Sheet1!$A$1:B2`, with or without `=` and sheet. */
export function parseReference(
  grid: Grid,
  reference: string,
  defaultSheetId: string,
): { readonly sheetId: string; readonly rect: Rect } {
  const { sheetName: name, local } = splitSheet(reference.replace(/^=/u, "").trim());
  const rect = parseRect(local);
  return { sheetId: name === undefined ? defaultSheetId : sheetNamed(grid, name).id, rect };
}

/** The absolute form with its sheet: `People!$A$2:$A$9`. */
export function formatReference(grid: Grid, sheetId: string, rect: Rect): string {
  return `${quoteSheet(sheetName(grid, sheetId))}!${formatAbsolute(rect)}`;
}
