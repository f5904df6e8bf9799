import type { ChangeSource, Grid, Rect } from "../grid";
import { formatRect, parseRect } from "./address";
import { ApiError, invalidArgument, MissingMember } from "./api-error";
import { drawnPart } from "./cells";
import { isValidName } from "./name-state";
import type { Places } from "./places";
import { intersection } from "./rects";
import { sheetName, sheetNamed } from "./reference";
import { totalsRect, type TableState } from "./table-state";
import type { TableSnapshot } from "./workbook-snapshot";

/** The tables of a workbook. */
export interface TableStore {
  /** All tables, or those of one sheet, that still have cells. */
  list(sheetId?: string): readonly TableState[];
  find(key: string): TableState | undefined;
  add(sheetId: string, rect: Rect, hasHeaders: boolean): TableState;
  rename(table: TableState, name: string): void;
  resize(table: TableState, rect: Rect): void;
  /** Adds a row of totals below the table, or takes it away with what stands in it; what stands below moves. */
  showTotals(table: TableState, shows: boolean, source: ChangeSource): void;
  remove(table: TableState): void;
  /** Lets tables grow over cells that were filled just below them or just to their right, as Excel does. */
  growInto(sheetId: string, edited: Rect): void;
  dropSheet(sheetId: string): void;
  copySheet(fromId: string, toId: string): void;
  snapshot(): readonly TableSnapshot[];
  restore(tables: readonly TableSnapshot[]): void;
}

export function createTableStore(grid: Grid, places: Places): TableStore {
  let tables: readonly TableState[] = [];
  let nextNumber = 1;

  const list = (sheetId?: string) =>
    tables.filter(({ place }) => place.isAlive() && (sheetId === undefined || place.sheetId === sheetId));

  const find = (key: string) => list().find(({ id, name }) => id === key || name.toLowerCase() === key.toLowerCase());

  function keep(sheetId: string, rect: Rect) {
    const place = places.at(sheetId, rect);
    places.keep(place);
    return place;
  }

  function refuseOverlap(sheetId: string, rect: Rect, except?: TableState): void {
    const overlaps = list(sheetId).some((table) => table !== except && intersection(table.place.rect(), rect));
    if (overlaps) throw invalidArgument("A table can't overlap another table.");
  }

  function freeNumber(): number {
    while (find(`Table${nextNumber}`)) nextNumber += 1;
    return nextNumber++;
  }

  function add(sheetId: string, rect: Rect, hasHeaders: boolean): TableState {
    refuseOverlap(sheetId, rect);
    const number = freeNumber();
    const table: TableState = {
      id: `{TABLE-${number}}`,
      name: `Table${number}`,
      place: keep(sheetId, rect),
      hasHeaders,
      hasTotals: false,
      style: "TableStyleMedium2",
    };
    tables = [...tables, table];
    return table;
  }

  function resize(table: TableState, rect: Rect): void {
    refuseOverlap(table.place.sheetId, rect, table);
    const { place } = table;
    table.place = keep(place.sheetId, rect);
    places.release(place);
  }

  function showTotals(table: TableState, shows: boolean, source: ChangeSource): void {
    if (table.hasTotals === shows) return;
    const { sheetId } = table.place;
    const rect = table.place.rect();
    if (!shows) {
      const totals = totalsRect(table);
      if (totals) grid.clear(sheetId, totals, "contents", source);
      table.hasTotals = false;
      resize(table, { ...rect, rowCount: rect.rowCount - 1 });
      return;
    }
    const totals = { ...rect, row: rect.row + rect.rowCount, rowCount: 1 };
    if (holdsSomething(sheetId, totals)) throw new MissingMember("Table.showTotals over cells that are not empty");
    resize(table, { ...rect, rowCount: rect.rowCount + 1 });
    table.hasTotals = true;
    grid.enter(sheetId, { ...totals, columnCount: 1 }, [["Total"]], source);
  }

  function rename(table: TableState, name: string): void {
    if (!isValidName(name)) throw invalidArgument(`The name "${name}" is not valid.`);
    const other = find(name);
    if (other && other !== table) throw new ApiError("ItemAlreadyExists", "The name is taken by another table.", 409);
    table.name = name;
  }

  function remove(table: TableState): void {
    tables = tables.filter((item) => item !== table);
    places.release(table.place);
  }

  const holdsSomething = (sheetId: string, rect: Rect) => {
    const drawn = drawnPart(grid, sheetId, rect);
    return drawn !== undefined && grid.read(sheetId, drawn).some((row) => row.some(({ kind }) => kind !== "empty"));
  };

  return {
    list,
    find,
    add,
    rename,
    resize,
    showTotals,
    remove,
    growInto(sheetId, edited) {
      for (const table of list(sheetId)) {
        const grown = grownRect(table, edited);
        const isFree = !list(sheetId).some(
          (other) => other !== table && grown && intersection(other.place.rect(), grown),
        );
        if (grown && isFree && holdsSomething(sheetId, edited)) resize(table, grown);
      }
    },
    dropSheet(sheetId) {
      for (const table of tables) {
        if (table.place.sheetId === sheetId) remove(table);
      }
    },
    copySheet(fromId, toId) {
      for (const { place, hasHeaders, hasTotals, style } of list(fromId)) {
        Object.assign(add(toId, place.rect(), hasHeaders), { hasTotals, style });
      }
    },
    snapshot: () =>
      list().map(({ name, place, hasHeaders, hasTotals, style }) => ({
        name,
        sheet: sheetName(grid, place.sheetId),
        address: formatRect(place.rect()),
        ...{ hasHeaders, hasTotals, style },
      })),
    restore(saved) {
      for (const { name, sheet, address, hasHeaders, hasTotals = false, style } of saved) {
        const table = add(sheetNamed(grid, sheet).id, parseRect(address), hasHeaders);
        rename(table, name);
        Object.assign(table, { hasTotals, style });
      }
    },
  };
}

/** The table's block with the edited cells taken in; `undefined` where they do not adjoin it exactly. */
function grownRect({ place, hasTotals }: TableState, edited: Rect): Rect | undefined {
  const table = place.rect();
  const isBelow =
    !hasTotals &&
    edited.row === table.row + table.rowCount &&
    edited.column >= table.column &&
    edited.column + edited.columnCount <= table.column + table.columnCount;
  if (isBelow) return { ...table, rowCount: table.rowCount + edited.rowCount };
  const isRight =
    edited.column === table.column + table.columnCount &&
    edited.row >= table.row &&
    edited.row + edited.rowCount <= table.row + table.rowCount;
  return isRight ? { ...table, columnCount: table.columnCount + edited.columnCount } : undefined;
}
