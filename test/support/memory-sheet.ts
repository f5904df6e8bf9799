import type { CellValue } from "../../src/core/cell-value";
import { SheetError, type KeyColumn, type SheetErrorCode, type SheetPort } from "../../src/core/run/sheet";

/** One sheet in memory, with what a co-author or Excel itself could do to it. */
export interface MemorySheet {
  readonly sheet: SheetPort;
  /** Rows of cells; a gap is an empty cell. */
  cells(): readonly (readonly (CellValue | undefined)[])[];
  /** Rows of each write, in order. */
  readonly writes: readonly number[];
  select(column: number, firstRow: number, lastRow: number): void;
  selectNothing(): void;
  /** As if typed into the cell. */
  type(row: number, column: number, value: CellValue): void;
  insertRow(row: number): void;
  deleteRow(row: number): void;
  /** The next writes, of headers or rows, reject so. */
  refuse(code: SheetErrorCode, times?: number): void;
}

export function createMemorySheet(initial: readonly (readonly (CellValue | undefined)[])[]): MemorySheet {
  let rows = initial.map((row) => [...row]);
  let selected: { column: number; firstRow: number; lastRow: number } | undefined;
  const refusals: SheetErrorCode[] = [];
  const writes: number[] = [];
  const listeners = new Set<() => void>();

  const textAt = (row: number, column: number): string => {
    const value = rows[row]?.[column];
    return typeof value === "object" ? value.kind : String(value ?? "");
  };
  const put = (row: number, column: number, value: CellValue): void => {
    while (rows.length <= row) rows.push([]);
    const cells = rows[row]!;
    while (cells.length <= column) cells.push(undefined);
    cells[column] = value;
  };
  const refuseIfTold = (): void => {
    const code = refusals.shift();
    if (code !== undefined) throw new SheetError(code, `Excel refused: ${code}.`);
  };
  const changed = (): void => listeners.forEach((listener) => listener());

  /** Where the key stands now: in its row, else in the row it moved to, the nearest first. */
  function rowOf(column: number, row: number, keyText: string): number | undefined {
    if (textAt(row, column) === keyText) return row;
    const same = rows.flatMap((_, other) => (textAt(other, column) === keyText ? [other] : []));
    return same.sort((one, other) => Math.abs(one - row) - Math.abs(other - row))[0];
  }

  const sheet: SheetPort = {
    selection() {
      if (selected === undefined) return Promise.resolve(undefined);
      const { column, firstRow } = selected;
      const lastRow = Math.min(selected.lastRow, rows.length - 1);
      const cells = Array.from({ length: Math.max(0, lastRow - firstRow + 1) }, (_, position) => ({
        row: firstRow + position,
        text: textAt(firstRow + position, column),
      }));
      const letter = String.fromCharCode(65 + column);
      const address = `People!${letter}${firstRow + 1}:${letter}${lastRow + 1}`;
      return Promise.resolve({ address, sheetId: "1", sheetName: "People", column, cells });
    },
    onSelectionChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    planTarget(key: KeyColumn, headers, hasHeaderRow) {
      const first = key.cells[0]?.row ?? 0;
      const headerRow = hasHeaderRow ? first : first > 0 ? first - 1 : undefined;
      const used = headerRow === undefined ? [] : (rows[headerRow] ?? []);
      const reused = headers.map((header) => used.findIndex((cell, column) => column > key.column && cell === header));
      const isFree = (column: number): boolean =>
        (used[column] ?? "") === "" && key.cells.every(({ row }) => textAt(row, column) === "");
      const missing = reused.filter((column) => column < 0).map((_, index) => index);
      let next = key.column + 1;
      while (!missing.every((index) => isFree(next + index))) next += 1;
      const columns = reused.map((column) => (column >= 0 ? column : next++));
      return Promise.resolve({ sheetId: key.sheetId, headerRow, columns, headers });
    },
    occupied(target, keyRows) {
      const cells = keyRows.flatMap((row) => target.columns.map((column) => ({ row, column })));
      const full = cells.filter(({ row, column }) => textAt(row, column) !== "");
      const first = full[0] && `${String.fromCharCode(65 + full[0].column)}${full[0].row + 1}`;
      return Promise.resolve({ count: full.length, first });
    },
    writeHeaders(target) {
      return attempt(() => {
        target.headers.forEach((header, position) => {
          if (target.headerRow !== undefined) put(target.headerRow, target.columns[position]!, header);
        });
      });
    },
    write(key, target, toWrite) {
      return attempt(() => {
        writes.push(toWrite.length);
        const vanished: number[] = [];
        for (const { row, keyText, values } of toWrite) {
          const now = rowOf(key.column, row, keyText);
          if (now === undefined) vanished.push(row);
          else values.forEach((value, position) => value !== undefined && put(now, target.columns[position]!, value));
        }
        return { written: toWrite.length - vanished.length, vanished };
      });
    },
  };

  function attempt<Result>(work: () => Result): Promise<Result> {
    return Promise.resolve().then(() => {
      refuseIfTold();
      return work();
    });
  }

  return {
    sheet,
    cells: () => rows,
    writes,
    select(column, firstRow, lastRow) {
      selected = { column, firstRow, lastRow };
      changed();
    },
    selectNothing() {
      selected = undefined;
      changed();
    },
    type: put,
    insertRow: (row) => void rows.splice(row, 0, []),
    deleteRow: (row) => void (rows = rows.toSpliced(row, 1)),
    refuse(code, times = 1) {
      for (let time = 0; time < times; time += 1) refusals.push(code);
    },
  };
}
