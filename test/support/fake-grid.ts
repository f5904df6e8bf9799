import type { CellInput, CellStyle, ChangeSource, Grid, GridCell, GridChange, Rect } from "../../src/workbench/grid";
import { GridError } from "../../src/workbench/grid";
import { shiftedBlock } from "../../src/workbench/shifted-block";

interface FakeCell {
  input: string | number | boolean;
  formula: string;
  numberFormat: string;
  style: CellStyle;
}

interface FakeSheet {
  readonly id: string;
  name: string;
  cells: FakeCell[][];
  hiddenRows: Set<number>;
  widths: Map<number, number>;
  isProtected: boolean;
}

const emptyCell = (): FakeCell => ({ input: "", formula: "", numberFormat: "General", style: {} });

/** A spreadsheet in memory: it keeps formulas as text, with the value 0, and calculates nothing. */
export interface FakeGrid extends Grid {
  /** Blocks whose formulas were asked to be calculated again. */
  readonly recalculated: { readonly sheetId: string; readonly rect: Rect }[];
  /** What formulas show from now on, as if their functions had answered; `null` leaves a cell as it is. */
  answer(sheetId: string, rect: Rect, values: readonly (readonly (string | number | boolean | null)[])[]): void;
  /** How many edits can be undone now. */
  readonly undoDepth: number;
  /** Makes one step of those above `depth`. */
  mergeUndoSteps(depth: number): void;
  /** Says that the formula in the block's first cell fills all of it. */
  spill(sheetId: string, rect: Rect): void;
}

/** `undoSteps`: how many edits can be undone. Default 100; 0 makes large sheets fast. */
export function createFakeGrid({ undoSteps = 100 }: { readonly undoSteps?: number } = {}): FakeGrid {
  let sheets: FakeSheet[] = [newSheet("sheet-1", "Sheet1")];
  let activeId = "sheet-1";
  let selection: { sheetId: string; rects: readonly Rect[] } = { sheetId: activeId, rects: [cellRect(0, 0)] };
  let nextSheet = 2;
  const undoStack: string[] = [];
  const redoStack: string[] = [];
  const listeners = new Set<(change: GridChange) => void>();
  const recalculated: { sheetId: string; rect: Rect }[] = [];
  const spills: { readonly sheetId: string; readonly rect: Rect }[] = [];

  const freeze = () =>
    JSON.stringify(sheets.map((sheet) => ({ ...sheet, hiddenRows: [...sheet.hiddenRows], widths: [...sheet.widths] })));
  const thaw = (text: string) =>
    (
      JSON.parse(text) as (Omit<FakeSheet, "hiddenRows" | "widths"> & {
        hiddenRows: number[];
        widths: [number, number][];
      })[]
    ).map((sheet) => ({ ...sheet, hiddenRows: new Set(sheet.hiddenRows), widths: new Map(sheet.widths) }));

  function tell(change: GridChange): void {
    queueMicrotask(() => listeners.forEach((listener) => listener(change)));
  }

  function sheetOf(sheetId: string): FakeSheet {
    const sheet = sheets.find(({ id }) => id === sheetId);
    if (!sheet) throw new GridError("ItemNotFound", `No sheet ${sheetId}.`);
    return sheet;
  }

  function edit(sheetId: string, change: GridChange, apply: (sheet: FakeSheet) => void): void {
    const sheet = sheetOf(sheetId);
    if (sheet.isProtected) throw new GridError("AccessDenied", "The sheet is protected.");
    if (undoSteps > 0) undoStack.push(freeze());
    if (undoStack.length > undoSteps) undoStack.shift();
    redoStack.length = 0;
    apply(sheet);
    followLines(change);
    tell(change);
  }

  /** What is selected stays on its cells, unless the person who selected it changes the lines. */
  function followLines(change: GridChange): void {
    if (!("source" in change) || change.type === "edited") return;
    if (change.source === "user" || change.sheetId !== selection.sheetId) return;
    const rects = selection.rects.flatMap((rect) => shiftedBlock(rect, change) ?? []);
    selection = { ...selection, rects: rects.length > 0 ? rects : [cellRect(change.rect.row, change.rect.column)] };
  }

  function cellAt(sheet: FakeSheet, row: number, column: number): FakeCell {
    while (sheet.cells.length <= row) sheet.cells.push([]);
    const cells = sheet.cells[row]!;
    while (cells.length <= column) cells.push(emptyCell());
    return cells[column]!;
  }

  const grid: FakeGrid = {
    recalculated,
    sheets: () => sheets.map(({ id, name }) => ({ id, name })),
    activeSheetId: () => activeId,
    activateSheet(sheetId) {
      activeId = sheetOf(sheetId).id;
      selection = { sheetId, rects: [cellRect(0, 0)] };
      tell({ type: "sheetActivated", sheetId });
    },
    addSheet(name) {
      const number = nextSheet++;
      const sheet = newSheet(`sheet-${number}`, name ?? `Sheet${number}`);
      refuseTakenName(sheet.name);
      sheets.push(sheet);
      tell({ type: "sheetAdded", sheetId: sheet.id });
      return sheet.id;
    },
    renameSheet(sheetId, name) {
      if (sheetOf(sheetId).name.toLowerCase() !== name.toLowerCase()) refuseTakenName(name);
      sheetOf(sheetId).name = name;
    },
    deleteSheet(sheetId) {
      sheetOf(sheetId);
      if (sheets.length === 1) throw new GridError("InvalidArgument", "A workbook keeps at least one sheet.");
      sheets = sheets.filter(({ id }) => id !== sheetId);
      tell({ type: "sheetDeleted", sheetId });
      if (activeId === sheetId) grid.activateSheet(sheets[0]!.id);
    },
    copySheet(sheetId) {
      const source = sheetOf(sheetId);
      const id = nextSheet++;
      const stem = source.name.replace(/ \(\d+\)$/, "");
      let number = 2;
      while (sheets.some(({ name }) => name === `${stem} (${number})`)) number += 1;
      const copy = newSheet(`sheet-${id}`, `${stem} (${number})`);
      copy.cells = structuredClone(source.cells);
      copy.widths = new Map(source.widths);
      sheets.splice(sheets.indexOf(source) + 1, 0, copy);
      tell({ type: "sheetAdded", sheetId: copy.id });
      return copy.id;
    },

    usedRect(sheetId) {
      const { cells } = sheetOf(sheetId);
      let [top, bottom, left, right] = [Infinity, -1, Infinity, -1];
      cells.forEach((line, row) => {
        line.forEach((cell, column) => {
          if (isEmpty(cell)) return;
          [top, bottom] = [Math.min(top, row), row];
          [left, right] = [Math.min(left, column), Math.max(right, column)];
        });
      });
      if (bottom < 0) return undefined;
      return { row: top, column: left, rowCount: bottom - top + 1, columnCount: right - left + 1 };
    },
    size(sheetId) {
      const { cells } = sheetOf(sheetId);
      return {
        rows: Math.max(1000, cells.length),
        columns: cells.reduce((most, row) => Math.max(most, row.length), 26),
      };
    },
    read: (sheetId, rect) => mapRect(rect, (row, column) => view(sheetOf(sheetId).cells[row]?.[column])),
    spillAt: (sheetId, row, column) =>
      spills.find(
        ({ sheetId: id, rect }) =>
          id === sheetId &&
          row >= rect.row &&
          row < rect.row + rect.rowCount &&
          column >= rect.column &&
          column < rect.column + rect.columnCount &&
          sheetOf(id).cells[rect.row]?.[rect.column]?.formula !== "",
      )?.rect,
    spill: (sheetId, rect) => void spills.push({ sheetId, rect }),
    answer(sheetId, rect, values) {
      mapRect(rect, (row, column) => {
        const value = values[row - rect.row]?.[column - rect.column] ?? null;
        if (value !== null) cellAt(sheetOf(sheetId), row, column).input = value;
      });
    },
    enter(sheetId, rect, inputs, source) {
      edit(sheetId, { type: "edited", sheetId, rect, source }, (sheet) => {
        mapRect(rect, (row, column) => {
          const input = inputs[row - rect.row]?.[column - rect.column] ?? null;
          if (input !== null) put(cellAt(sheet, row, column), input);
        });
      });
    },
    setNumberFormat(sheetId, rect, formats) {
      refuseProtected(sheetId);
      mapRect(rect, (row, column) => {
        const format = formats[row - rect.row]?.[column - rect.column] ?? null;
        if (format !== null) cellAt(sheetOf(sheetId), row, column).numberFormat = format;
      });
    },
    clear(sheetId, rect, what, source) {
      edit(sheetId, { type: "edited", sheetId, rect, source }, (sheet) => {
        mapRect(rect, (row, column) => {
          const cell = cellAt(sheet, row, column);
          if (what !== "formats") Object.assign(cell, { input: "", formula: "" });
          if (what !== "contents") Object.assign(cell, { numberFormat: "General", style: {} });
        });
      });
    },
    setStyle(sheetId, rect, style) {
      refuseProtected(sheetId);
      mapRect(rect, (row, column) => {
        const cell = cellAt(sheetOf(sheetId), row, column);
        cell.style = { ...cell.style, ...style };
      });
    },
    style: (sheetId, row, column) => sheetOf(sheetId).cells[row]?.[column]?.style ?? {},
    setColumnWidth(sheetId, column, columnCount, widthPx) {
      for (let index = column; index < column + columnCount; index += 1) sheetOf(sheetId).widths.set(index, widthPx);
    },
    columnWidth: (sheetId, column) => sheetOf(sheetId).widths.get(column) ?? 64,
    autofitColumns: () => undefined,

    insertRows(sheetId, row, count, source) {
      edit(sheetId, { type: "rowsInserted", sheetId, rect: lines(row, count, "rows"), source }, (sheet) => {
        if (sheet.cells.length > row) sheet.cells.splice(row, 0, ...Array.from({ length: count }, () => []));
      });
    },
    deleteRows(sheetId, row, count, source) {
      edit(sheetId, { type: "rowsDeleted", sheetId, rect: lines(row, count, "rows"), source }, (sheet) => {
        sheet.cells.splice(row, count);
      });
    },
    insertColumns(sheetId, column, count, source) {
      edit(sheetId, { type: "columnsInserted", sheetId, rect: lines(column, count, "columns"), source }, (sheet) => {
        for (const row of sheet.cells) {
          if (row.length > column) row.splice(column, 0, ...Array.from({ length: count }, emptyCell));
        }
      });
    },
    deleteColumns(sheetId, column, count, source) {
      edit(sheetId, { type: "columnsDeleted", sheetId, rect: lines(column, count, "columns"), source }, (sheet) => {
        for (const row of sheet.cells) row.splice(column, count);
      });
    },
    sort(sheetId, rect, keyColumn, source) {
      edit(sheetId, { type: "rowsSorted", sheetId, rect, source }, (sheet) => {
        const rows = mapRect(rect, (row, column) => ({ ...cellAt(sheet, row, column) }));
        rows.sort((a, b) => compare(a[keyColumn - rect.column]!, b[keyColumn - rect.column]!));
        mapRect(rect, (row, column) => {
          Object.assign(cellAt(sheet, row, column), rows[row - rect.row]![column - rect.column]);
        });
      });
    },
    filter(sheetId, rect, column, text) {
      const sheet = sheetOf(sheetId);
      sheet.hiddenRows.clear();
      tell({ type: "rowsHidden", sheetId, rect });
      if (text === undefined) return;
      for (let row = rect.row + 1; row < rect.row + rect.rowCount; row += 1) {
        if (view(sheet.cells[row]?.[column]).text !== text) sheet.hiddenRows.add(row);
      }
    },
    isRowHidden: (sheetId, row) => sheetOf(sheetId).hiddenRows.has(row),
    fillDown(sheetId, rect) {
      const [first = []] = grid.read(sheetId, { ...rect, rowCount: 1 });
      const inputs = first.map(({ formula, value }) => (formula === "" ? value : formula));
      const below = { ...rect, row: rect.row + 1, rowCount: rect.rowCount - 1 };
      if (below.rowCount > 0)
        grid.enter(
          sheetId,
          below,
          Array.from({ length: below.rowCount }, () => inputs),
          "user",
        );
    },
    get undoDepth() {
      return undoStack.length;
    },
    mergeUndoSteps: (depth) => void undoStack.splice(depth + 1),
    undo: () => travel(undoStack, redoStack),
    redo: () => travel(redoStack, undoStack),

    selection: () => selection,
    select(sheetId, rects) {
      if (activeId !== sheetId) grid.activateSheet(sheetId);
      selection = { sheetId, rects };
      tell({ type: "selected", sheetId, rects });
    },
    protectSheet(sheetId, on) {
      sheetOf(sheetId).isProtected = on;
    },
    isProtected: (sheetId) => sheetOf(sheetId).isProtected,

    recalculateAll() {
      for (const { id } of sheets) recalculated.push({ sheetId: id, rect: grid.usedRect(id) ?? cellRect(0, 0) });
    },
    recalculate: (sheetId, rect) => void recalculated.push({ sheetId, rect }),
    busyCells: () => [],
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return grid;

  function refuseTakenName(name: string): void {
    if (sheets.some((sheet) => sheet.name.toLowerCase() === name.toLowerCase())) {
      throw new GridError("ItemAlreadyExists", `There is a sheet ${name} already.`);
    }
  }

  function refuseProtected(sheetId: string): void {
    if (sheetOf(sheetId).isProtected) throw new GridError("AccessDenied", "The sheet is protected.");
  }

  function travel(from: string[], to: string[]): void {
    const state = from.pop();
    if (state === undefined) return;
    to.push(freeze());
    sheets = thaw(state);
    for (const { id } of sheets) {
      tell({ type: "edited", sheetId: id, rect: grid.usedRect(id) ?? cellRect(0, 0), source: "user" });
    }
  }
}

function newSheet(id: string, name: string): FakeSheet {
  return { id, name, cells: [], hiddenRows: new Set(), widths: new Map(), isProtected: false };
}

const cellRect = (row: number, column: number): Rect => ({ row, column, rowCount: 1, columnCount: 1 });

function lines(at: number, count: number, what: "rows" | "columns"): Rect {
  return what === "rows"
    ? { row: at, column: 0, rowCount: count, columnCount: 16_384 }
    : { row: 0, column: at, rowCount: 1_048_576, columnCount: count };
}

function mapRect<Value>(rect: Rect, valueOf: (row: number, column: number) => Value): Value[][] {
  return Array.from({ length: rect.rowCount }, (_, row) =>
    Array.from({ length: rect.columnCount }, (_unused, column) => valueOf(rect.row + row, rect.column + column)),
  );
}

const isEmpty = ({ input, formula }: FakeCell): boolean => input === "" && formula === "";

/** As typed: formulas, numbers and booleans are recognised unless the cell is text. */
function put(cell: FakeCell, input: Exclude<CellInput, null>): void {
  cell.formula = "";
  cell.input = input;
  if (typeof input !== "string" || cell.numberFormat === "@") return;
  if (input.startsWith("'")) cell.input = input.slice(1);
  else if (/^[=+-]./u.test(input) && !isNumeric(input)) {
    cell.formula = input.startsWith("=") ? input : `=${input}`;
    cell.input = 0;
  } else if (isNumeric(input)) cell.input = Number(input);
  else if (/^(?:true|false)$/iu.test(input)) cell.input = /true/iu.test(input);
}

const isNumeric = (text: string): boolean => text.trim() !== "" && Number.isFinite(Number(text));

function view(cell: FakeCell | undefined): GridCell {
  if (!cell) return { kind: "empty", value: "", text: "", formula: "", numberFormat: "General" };
  const { input: value, formula, numberFormat } = cell;
  const kind = isEmpty(cell) ? "empty" : kindOf(value);
  const text = typeof value === "boolean" ? String(value).toUpperCase() : String(value);
  return { kind, value, text, formula, numberFormat };
}

function kindOf(value: string | number | boolean): GridCell["kind"] {
  if (typeof value === "string") return /^#.+[!?A]$/u.test(value) ? "error" : "text";
  return typeof value === "number" ? "number" : "boolean";
}

/** Numbers before texts, blanks last, as Excel sorts. */
function compare(a: FakeCell, b: FakeCell): number {
  const rank = (cell: FakeCell) => (isEmpty(cell) ? 2 : typeof cell.input === "number" ? 0 : 1);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (typeof a.input === "number" && typeof b.input === "number") return a.input - b.input;
  return String(a.input).localeCompare(String(b.input), "en", { sensitivity: "base" });
}

export type { ChangeSource };
