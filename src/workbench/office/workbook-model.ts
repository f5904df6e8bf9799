import type { CellInput, ChangeSource, Grid, GridChange, Rect } from "../grid";
import type { StructuralChange } from "../shifted-block";
import { createMergeStore, type MergeStore } from "./merge-store";
import { createPlaces, type Places } from "./places";
import { createNameStore, type NameStore } from "./name-store";
import { createTableStore, type TableStore } from "./table-store";
import type { Visibility, WorkbookSnapshot } from "./workbook-snapshot";

/**
 * What a workbook has beyond its cells: names, tables, merged areas, hidden sheets, and blocks that follow their cells. One model
 * stands over one grid, however many add-in frames look at it.
 */
export interface WorkbookModel {
  readonly grid: Grid;
  readonly places: Places;
  readonly names: NameStore;
  readonly tables: TableStore;
  readonly merges: MergeStore;
  calculationMode: string;
  title: string;
  visibility(sheetId: string): Visibility;
  setVisibility(sheetId: string, visibility: Visibility): void;
  enter(sheetId: string, rect: Rect, inputs: readonly (readonly CellInput[])[], source: ChangeSource): void;
  /** Inserts or deletes whole lines; every block in use has moved when it returns. */
  changeLines(change: Exclude<LineChange, "rowsSorted">, sheetId: string, rect: Rect, source: ChangeSource): void;
  /** Copies a sheet with its names, tables and merged areas; resolves to the new sheet's id. */
  copySheet(sheetId: string): string;
  /** Told of each change of the grid, once names, tables and kept blocks have followed it. */
  onChange(listener: (change: GridChange) => void): () => void;
  snapshot(): WorkbookSnapshot;
  restore(snapshot: WorkbookSnapshot): void;
  dispose(): void;
}

type LineChange = StructuralChange["type"];

/** Stands over `grid` until it is disposed. */
export function createWorkbookModel(grid: Grid): WorkbookModel {
  const places = createPlaces();
  const names = createNameStore(grid, places);
  const tables = createTableStore(grid, places);
  const merges = createMergeStore(grid, places);
  const hidden = new Map<string, Visibility>();
  const listeners = new Set<(change: GridChange) => void>();
  const alreadyApplied: StructuralChange[] = [];

  function follow(change: GridChange): void {
    switch (change.type) {
      case "rowsInserted":
      case "rowsDeleted":
      case "columnsInserted":
      case "columnsDeleted":
        if (!takeApplied(change)) places.apply(change);
        return;
      case "edited":
        tables.growInto(change.sheetId, change.rect);
        return;
      case "sheetDeleted":
        names.dropSheet(change.sheetId);
        tables.dropSheet(change.sheetId);
        merges.dropSheet(change.sheetId);
        hidden.delete(change.sheetId);
        return;
      case "rowsSorted":
      case "rowsHidden":
      case "sheetAdded":
      case "sheetActivated":
      case "selected":
    }
  }

  /** The grid tells of our own edits after the turn, but blocks have to move within it. */
  function takeApplied(change: StructuralChange): boolean {
    const index = alreadyApplied.findIndex((applied) => isSameLines(applied, change));
    if (index < 0) return false;
    alreadyApplied.splice(index, 1);
    return true;
  }

  const stopListening = grid.onChange((change) => {
    follow(change);
    for (const listener of listeners) listener(change);
  });

  return {
    grid,
    places,
    names,
    tables,
    merges,
    calculationMode: "Automatic",
    title: "",
    visibility: (sheetId) => hidden.get(sheetId) ?? "Visible",
    setVisibility: (sheetId, visibility) => void hidden.set(sheetId, visibility),
    enter(sheetId, rect, inputs, source) {
      grid.enter(sheetId, rect, merges.arriving(sheetId, rect, inputs), source);
      tables.growInto(sheetId, rect);
    },
    changeLines(type, sheetId, rect, source) {
      runOnGrid(grid, { type, sheetId, rect, source });
      const change = { type, sheetId, rect, source };
      places.apply(change);
      alreadyApplied.push(change);
    },
    copySheet(sheetId) {
      const copyId = grid.copySheet(sheetId);
      names.copySheet(sheetId, copyId);
      tables.copySheet(sheetId, copyId);
      merges.copySheet(sheetId, copyId);
      return copyId;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => ({
      ...{ names: names.snapshot(), tables: tables.snapshot(), merges: merges.snapshot() },
      hiddenSheets: hiddenSheets(grid, hidden),
    }),
    restore(snapshot) {
      names.restore(snapshot.names);
      tables.restore(snapshot.tables);
      merges.restore(snapshot.merges ?? []);
      for (const { sheet, visibility } of snapshot.hiddenSheets) {
        const found = grid.sheets().find(({ name }) => name === sheet);
        if (found) hidden.set(found.id, visibility);
      }
    },
    dispose: stopListening,
  };
}

function runOnGrid(grid: Grid, { type, sheetId, rect, source }: StructuralChange): void {
  switch (type) {
    case "rowsInserted":
      grid.insertRows(sheetId, rect.row, rect.rowCount, source);
      return;
    case "rowsDeleted":
      grid.deleteRows(sheetId, rect.row, rect.rowCount, source);
      return;
    case "columnsInserted":
      grid.insertColumns(sheetId, rect.column, rect.columnCount, source);
      return;
    case "columnsDeleted":
      grid.deleteColumns(sheetId, rect.column, rect.columnCount, source);
      return;
    case "rowsSorted":
      return;
  }
}

function isSameLines(a: StructuralChange, b: StructuralChange): boolean {
  if (a.type !== b.type || a.sheetId !== b.sheetId) return false;
  const isRows = a.type === "rowsInserted" || a.type === "rowsDeleted";
  return isRows
    ? a.rect.row === b.rect.row && a.rect.rowCount === b.rect.rowCount
    : a.rect.column === b.rect.column && a.rect.columnCount === b.rect.columnCount;
}

function hiddenSheets(grid: Grid, hidden: ReadonlyMap<string, Visibility>) {
  return grid
    .sheets()
    .map(({ id, name }) => ({ sheet: name, visibility: hidden.get(id) ?? "Visible" }))
    .filter(({ visibility }) => visibility !== "Visible");
}
