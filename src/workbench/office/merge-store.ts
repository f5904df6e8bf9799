import type { CellInput, ChangeSource, Grid, Rect } from "../grid";
import { formatRect, parseRect } from "./address";
import type { Place, Places } from "./places";
import { cellCount, intersection } from "./rects";
import { sheetName, sheetNamed } from "./reference";
import type { MergeSnapshot } from "./workbook-snapshot";

/** The merged areas of a workbook; the grid itself knows nothing of them and draws none. */
export interface MergeStore {
  /** Those of one sheet, from the top. */
  on(sheetId: string): readonly Rect[];
  /** Only the first cell keeps what it holds. `across` merges each row by itself. */
  merge(sheetId: string, rect: Rect, across: boolean, source: ChangeSource): void;
  /** Takes apart every area that has a cell in `rect`. */
  unmerge(sheetId: string, rect: Rect): void;
  /** What of these inputs arrives: a merged area takes something into its first cell only. */
  arriving(sheetId: string, rect: Rect, inputs: readonly (readonly CellInput[])[]): readonly (readonly CellInput[])[];
  dropSheet(sheetId: string): void;
  copySheet(fromId: string, toId: string): void;
  snapshot(): readonly MergeSnapshot[];
  restore(merges: readonly MergeSnapshot[]): void;
}

export function createMergeStore(grid: Grid, places: Places): MergeStore {
  let merges: readonly Place[] = [];

  // Where all but one cell were deleted, nothing is merged any more.
  const living = (sheetId: string): readonly Place[] =>
    merges.filter((place) => place.sheetId === sheetId && place.isAlive() && cellCount(place.rect()) > 1);

  const on = (sheetId: string): readonly Rect[] =>
    living(sheetId)
      .map((place) => place.rect())
      .sort((a, b) => a.row - b.row || a.column - b.column);

  function keep(sheetId: string, rect: Rect): void {
    const place = places.at(sheetId, rect);
    places.keep(place);
    merges = [...merges, place];
  }

  function drop(gone: readonly Place[]): void {
    for (const place of gone) places.release(place);
    merges = merges.filter((place) => !gone.includes(place));
  }

  function unmerge(sheetId: string, rect: Rect): void {
    drop(living(sheetId).filter((place) => intersection(place.rect(), rect)));
  }

  return {
    on,
    merge(sheetId, rect, across, source) {
      unmerge(sheetId, rect);
      const areas = across
        ? Array.from({ length: rect.rowCount }, (_, down) => ({ ...rect, row: rect.row + down, rowCount: 1 }))
        : [rect];
      const inputs = Array.from({ length: rect.rowCount }, (_, down) =>
        Array.from({ length: rect.columnCount }, (_unused, right): CellInput =>
          right === 0 && (down === 0 || across) ? null : "",
        ),
      );
      grid.enter(sheetId, rect, inputs, source);
      for (const area of areas) if (cellCount(area) > 1) keep(sheetId, area);
    },
    unmerge,
    arriving(sheetId, rect, inputs) {
      const areas = on(sheetId).filter((area) => intersection(area, rect));
      if (areas.length === 0) return inputs;
      const isCovered = (row: number, column: number): boolean =>
        areas.some(
          (area) =>
            intersection(area, { row, column, rowCount: 1, columnCount: 1 }) !== undefined &&
            (area.row !== row || area.column !== column),
        );
      return inputs.map((line, down) =>
        line.map((input, right) => (isCovered(rect.row + down, rect.column + right) ? null : input)),
      );
    },
    dropSheet: (sheetId) => drop(merges.filter((place) => place.sheetId === sheetId)),
    copySheet(fromId, toId) {
      for (const rect of on(fromId)) keep(toId, rect);
    },
    snapshot: () =>
      grid
        .sheets()
        .flatMap(({ id }) => on(id).map((rect) => ({ sheet: sheetName(grid, id), address: formatRect(rect) }))),
    restore(saved) {
      for (const { sheet, address } of saved) keep(sheetNamed(grid, sheet).id, parseRect(address));
    },
  };
}
