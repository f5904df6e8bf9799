import type { CellValue } from "../../src/core/cell-value";
import {
  SheetError,
  type CellBefore,
  type KeyCell,
  type KeyColumn,
  type SheetErrorCode,
  type SheetPort,
  type SnapshotRow,
  type TargetRow,
  type TargetValue,
} from "../../src/core/run/sheet";
import { followKeys } from "../../src/excel/ranges/follow-keys";

type Cell = CellValue | undefined;

/** One sheet in memory, with what a co-author or Excel itself could do to it. */
export interface MemorySheet {
  readonly sheet: SheetPort;
  /** Rows of cells; a gap is an empty cell. A live formula stands there as the text of it. */
  cells(): readonly (readonly Cell[])[];
  /** Rows of each write, in order. */
  readonly writes: readonly number[];
  /** Steps that one Ctrl+Z each would take back. */
  readonly undoSteps: number;
  /** What was exported last. */
  readonly exported: readonly (readonly CellValue[])[];
  /** The cell that was selected last by the pane. */
  readonly shown: () => { readonly row: number; readonly column: number } | undefined;
  select(column: number, firstRow: number, lastRow: number): void;
  selectNothing(): void;
  hideRow(row: number): void;
  /** As if typed into the cell. */
  type(row: number, column: number, value: Cell): void;
  insertRow(row: number): void;
  deleteRow(row: number): void;
  /** Sorts the rows from `firstRow` on, whole rows, by the text of a column. */
  sort(firstRow: number, column: number, isDescending?: boolean): void;
  /** The next preparations, writes or restorations reject so. */
  refuse(code: SheetErrorCode, times?: number): void;
}

export function createMemorySheet(initial: readonly (readonly Cell[])[]): MemorySheet {
  let rows = initial.map((row) => [...row]);
  let selected: { column: number; firstRow: number; lastRow: number } | undefined;
  let shown: { row: number; column: number } | undefined;
  let exported: readonly (readonly CellValue[])[] = [];
  const hidden = new Set<number>();
  const refusals: SheetErrorCode[] = [];
  const writes: number[] = [];
  const listeners = new Set<() => void>();
  let undoSteps = 0;
  let isInStep = false;

  const at = (row: number, column: number): Cell => (rows[row]?.[column] === "" ? undefined : rows[row]?.[column]);
  const textAt = (row: number, column: number): string => wordsOf(at(row, column));
  const put = (row: number, column: number, value: Cell): void => {
    while (rows.length <= row) rows.push([]);
    const cells = rows[row]!;
    while (cells.length <= column) cells.push(undefined);
    cells[column] = value;
  };
  const change = (): void => {
    if (!isInStep) undoSteps += 1;
    const code = refusals.shift();
    if (code !== undefined) throw new SheetError(code, `Excel refused: ${code}.`);
  };
  const changed = (): void => listeners.forEach((listener) => listener());

  /** Where each row's key stands now, by the row it was read in. */
  function placesNow(key: KeyColumn, wanted: readonly KeyCell[]): ReadonlyMap<number, number> {
    const inPlace = wanted.every(({ row, text }) => textAt(row, key.column) === text);
    if (inPlace) return new Map(wanted.map(({ row }) => [row, row]));
    return followKeys(key.cells, new Map(rows.map((_, row) => [row, textAt(row, key.column)])));
  }
  const keysOf = (toWrite: readonly TargetRow[]): KeyCell[] =>
    toWrite.map(({ row, keyText }) => ({ row, text: keyText }));

  const sheet: SheetPort = {
    async asOneUndoStep(work) {
      undoSteps += 1;
      isInStep = true;
      try {
        return await work();
      } finally {
        isInStep = false;
      }
    },
    selection({ visibleOnly }) {
      if (selected === undefined) return Promise.resolve(undefined);
      const { column, firstRow } = selected;
      const lastRow = Math.min(selected.lastRow, rows.length - 1);
      const all = Array.from({ length: Math.max(0, lastRow - firstRow + 1) }, (_, position) => firstRow + position);
      const cells = all
        .filter((row) => !visibleOnly || !hidden.has(row))
        .map((row) => ({ row, text: textAt(row, column) }));
      const address = `People!${letter(column)}${firstRow + 1}:${letter(column)}${lastRow + 1}`;
      const hiddenRows = all.filter((row) => hidden.has(row)).length;
      const notes = { areas: 1, hiddenRows, otherColumns: 0, mergedCells: 0, tableName: undefined };
      return Promise.resolve({ address, sheetId: "1", sheetName: "People", column, cells, notes });
    },
    onSelectionChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sheetIdNow({ sheetName }) {
      if (sheetName === "People") return Promise.resolve("1");
      return Promise.reject(new SheetError("sheet_gone", "The sheet has gone."));
    },
    planTarget(key, headers, { hasHeaderRow, placement }) {
      const first = key.cells[0]?.row ?? 0;
      const headerRow = hasHeaderRow ? first : first > 0 ? first - 1 : undefined;
      const used = headerRow === undefined ? [] : (rows[headerRow] ?? []);
      const reused = headers.map((header) => used.findIndex((cell, column) => column > key.column && cell === header));
      const isFree = (column: number): boolean =>
        (used[column] ?? "") === "" && key.cells.every(({ row }) => textAt(row, column) === "");
      const missing = reused.filter((column) => column < 0).map((_, index) => index);
      const inserts = placement === "insert" ? missing.length : 0;
      let next = key.column + 1;
      while (inserts === 0 && !missing.every((index) => isFree(next + index))) next += 1;
      const columns = reused.map((column) => (column >= 0 ? column + inserts : next++));
      const keyHeader = headerRow === undefined ? "" : textAt(headerRow, key.column);
      return Promise.resolve({ sheetId: key.sheetId, headerRow, keyHeader, columns, headers, inserts });
    },
    cells(key, target, wanted) {
      const places = placesNow(key, wanted);
      const isInserted = (column: number): boolean => column > key.column && column <= key.column + target.inserts;
      return Promise.resolve(
        wanted.map(({ row }) => {
          const rowNow = places.get(row);
          const cells = target.columns.map((column) =>
            rowNow === undefined || isInserted(column) || at(rowNow, column - target.inserts) === undefined
              ? undefined
              : textAt(rowNow, column - target.inserts),
          );
          return { row, rowNow, cells };
        }),
      );
    },
    prepare(key, target) {
      return attempt(() => {
        const { headerRow, columns, headers, inserts } = target;
        if (inserts > 0)
          for (const row of rows) row.splice(key.column + 1, 0, ...new Array<Cell>(inserts).fill(undefined));
        if (headerRow === undefined) return { target, headersBefore: [] };
        const headersBefore = columns.map((column) => beforeOf(at(headerRow, column)));
        headers.forEach((header, position) => put(headerRow, columns[position]!, header));
        return { target, headersBefore };
      });
    },
    async write(key, target, toWrite, { onlyIntoBlank = [], noteBefore } = {}) {
      const wanted = (place: number, position: number, value: TargetValue): boolean =>
        value !== undefined &&
        !(onlyIntoBlank.includes(position) && at(place, target.columns[position]!) !== undefined);
      const snapshot = (): readonly SnapshotRow[] => {
        const places = placesNow(key, keysOf(toWrite));
        return toWrite.flatMap((row) => {
          const place = places.get(row.row);
          if (place === undefined) return [];
          const values = row.values.map((value, index) => (wanted(place, index, value) ? value : undefined));
          const before = values.map((value, index) =>
            value === undefined ? undefined : beforeOf(at(place, target.columns[index]!)),
          );
          return [{ ...row, values, before }];
        });
      };
      change();
      await noteBefore?.(snapshot());
      writes.push(toWrite.length);
      const places = placesNow(key, keysOf(toWrite));
      const vanished: number[] = [];
      for (const { row, values } of toWrite) {
        const now = places.get(row);
        if (now === undefined) vanished.push(row);
        else
          values.forEach((value, index) => {
            if (wanted(now, index, value)) put(now, target.columns[index]!, cellOf(value, key.column, now));
          });
      }
      return { written: toWrite.length - vanished.length, vanished };
    },
    restore(key, target, snapshots) {
      return attempt(() => {
        const places = placesNow(key, keysOf(snapshots));
        const report = { restored: 0, left: 0 };
        for (const { row, values, before } of snapshots) {
          const now = places.get(row);
          values.forEach((value, index) => {
            const old = before[index];
            if (value === undefined || old === undefined || now === undefined) return;
            const column = target.columns[index]!;
            if (JSON.stringify(at(now, column)) === JSON.stringify(cellOf(value, key.column, now))) {
              put(now, column, cellBefore(old));
              report.restored += 1;
            } else report.left += 1;
          });
        }
        return report;
      });
    },
    unprepare(key, { target, headersBefore }) {
      return attempt(() => {
        const report = { restored: 0, left: 0 };
        const { headerRow, columns, headers, inserts } = target;
        for (const [index, old] of headersBefore.entries()) {
          if (headerRow === undefined || old === undefined) continue;
          if (textAt(headerRow, columns[index]!) === headers[index]) {
            put(headerRow, columns[index]!, cellBefore(old));
            report.restored += 1;
          } else report.left += 1;
        }
        const inserted = columns.filter((column) => column > key.column && column <= key.column + inserts);
        for (const column of inserted.toSorted((one, other) => other - one)) {
          if (rows.every((_, row) => at(row, column) === undefined)) for (const row of rows) row.splice(column, 1);
        }
        return report;
      });
    },
    finish: () => Promise.resolve(),
    selectCell(_sheetId, row, column) {
      shown = { row, column };
      return Promise.resolve();
    },
    writeReceipts(lines) {
      exported = lines;
      return Promise.resolve({ sheetName: "Enrich receipts" });
    },
  };

  function attempt<Result>(work: () => Result): Promise<Result> {
    return Promise.resolve().then(() => {
      change();
      return work();
    });
  }

  return {
    sheet,
    cells: () => rows,
    writes,
    get undoSteps() {
      return undoSteps;
    },
    get exported() {
      return exported;
    },
    shown: () => shown,
    select(column, firstRow, lastRow) {
      selected = { column, firstRow, lastRow };
      changed();
    },
    selectNothing() {
      selected = undefined;
      changed();
    },
    hideRow: (row) => void hidden.add(row),
    type: put,
    insertRow: (row) => void rows.splice(row, 0, []),
    deleteRow: (row) => void (rows = rows.toSpliced(row, 1)),
    sort(firstRow, column, isDescending = false) {
      const body = rows.slice(firstRow).map((row) => ({ row, text: wordsOf(row[column]) }));
      body.sort((one, other) => (one.text < other.text ? -1 : one.text > other.text ? 1 : 0) * (isDescending ? -1 : 1));
      rows = [...rows.slice(0, firstRow), ...body.map(({ row }) => row)];
    },
    refuse(code, times = 1) {
      for (let time = 0; time < times; time += 1) refusals.push(code);
    },
  };
}

function wordsOf(cell: Cell): string {
  return typeof cell === "object" ? cell.kind : String(cell ?? "");
}

function letter(column: number): string {
  return String.fromCharCode(65 + column);
}

/** What a value leaves in the cell. */
function cellOf(value: TargetValue, keyColumn: number, row: number): Cell {
  if (value === undefined || value === "") return undefined;
  if (typeof value !== "object" || value.kind !== "key_formula") return value;
  return `=ENRICH.PERSON($${letter(keyColumn)}${row + 1},"${value.field}")`;
}

const dateFormat = "yyyy-mm-dd";

function beforeOf(cell: Cell): CellBefore {
  if (typeof cell !== "object") return { formula: cell ?? "", numberFormat: "General" };
  if (cell.kind === "error") return { formula: cell.code, numberFormat: "General" };
  return { formula: cell.serial, numberFormat: dateFormat };
}

function cellBefore({ formula, numberFormat }: CellBefore): Cell {
  if (numberFormat === dateFormat && typeof formula === "number") return { kind: "date", serial: formula };
  return formula === "" ? undefined : formula;
}
