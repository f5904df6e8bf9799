/** A block of cells, 0-based. */
export interface Rect {
  readonly row: number;
  readonly column: number;
  readonly rowCount: number;
  readonly columnCount: number;
}

export type CellKind = "empty" | "text" | "number" | "boolean" | "error" | "busy";

/** A cell as the grid holds it. */
export interface GridCell {
  readonly kind: CellKind;
  /** `""` where empty; the error's text, such as `#N/A`, where it is an error. */
  readonly value: string | number | boolean;
  /** As it is shown, number format applied. */
  readonly text: string;
  /** Starts with `=`; `""` where there is none. Children of a spill have none. */
  readonly formula: string;
  /** Excel's pattern; `General` where none is set, `@` for text. */
  readonly numberFormat: string;
  /** The sentence shown when hovering over an error. */
  readonly message?: string;
}

/**
 * What is put into a cell: parsed as if typed (`=…`, `+…` and `-…` become formulas, an apostrophe or the format `@`
 * keeps text), `null` leaves the cell as it is, `""` clears it.
 */
export type CellInput = string | number | boolean | null;

/** Who did it: decides the `source` of change events. */
export type ChangeSource = "user" | "addin" | "coauthor";

export type GridChange =
  | { readonly type: "edited"; readonly sheetId: string; readonly rect: Rect; readonly source: ChangeSource }
  | {
      readonly type: "rowsInserted" | "rowsDeleted" | "columnsInserted" | "columnsDeleted" | "rowsSorted";
      readonly sheetId: string;
      readonly rect: Rect;
      readonly source: ChangeSource;
    }
  | { readonly type: "rowsHidden"; readonly sheetId: string; readonly rect: Rect }
  | { readonly type: "sheetAdded" | "sheetDeleted" | "sheetActivated"; readonly sheetId: string }
  | { readonly type: "selected"; readonly sheetId: string; readonly rects: readonly Rect[] };

/** How a block of cells looks; absent parts are left as they are. */
export interface CellStyle {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly fontColor?: string;
  readonly fill?: string;
  readonly wrapText?: boolean;
  readonly horizontalAlignment?: string;
}

/**
 * The spreadsheet under the object model: synchronous, so that one request of an add-in is one atomic turn. Throws
 * `GridError` for what Excel would refuse. Structural edits re-invoke every add-in formula of the sheet, as Excel does.
 */
export interface Grid {
  sheets(): readonly { readonly id: string; readonly name: string }[];
  activeSheetId(): string;
  activateSheet(sheetId: string): void;
  addSheet(name?: string): string;
  renameSheet(sheetId: string, name: string): void;
  deleteSheet(sheetId: string): void;
  /** Copies values, formulas and formats; re-invokes the add-in formulas of the copy. */
  copySheet(sheetId: string): string;

  /** The smallest block that holds everything not empty; `undefined` for an empty sheet. */
  usedRect(sheetId: string): Rect | undefined;
  size(sheetId: string): { readonly rows: number; readonly columns: number };
  read(sheetId: string, rect: Rect): GridCell[][];
  /** The block that a formula fills and this cell lies in; `undefined` where none fills more than its own cell. */
  spillAt(sheetId: string, row: number, column: number): Rect | undefined;
  /** Puts a block of inputs, row by row, as one undo step. */
  enter(sheetId: string, rect: Rect, inputs: readonly (readonly CellInput[])[], source: ChangeSource): void;
  setNumberFormat(sheetId: string, rect: Rect, formats: readonly (readonly (string | null)[])[]): void;
  clear(sheetId: string, rect: Rect, what: "contents" | "formats" | "all", source: ChangeSource): void;
  setStyle(sheetId: string, rect: Rect, style: CellStyle): void;
  style(sheetId: string, row: number, column: number): CellStyle;
  setColumnWidth(sheetId: string, column: number, columnCount: number, widthPx: number): void;
  columnWidth(sheetId: string, column: number): number;
  autofitColumns(sheetId: string, rect: Rect): void;

  insertRows(sheetId: string, row: number, count: number, source: ChangeSource): void;
  deleteRows(sheetId: string, row: number, count: number, source: ChangeSource): void;
  insertColumns(sheetId: string, column: number, count: number, source: ChangeSource): void;
  deleteColumns(sheetId: string, column: number, count: number, source: ChangeSource): void;
  /** Ascending, values moving with their rows; `keyColumn` is 0-based on the sheet. */
  sort(sheetId: string, rect: Rect, keyColumn: number, source: ChangeSource): void;
  /** Hides the rows below the block's header whose cell in `column` does not show `text`; `undefined` shows all again. */
  filter(sheetId: string, rect: Rect, column: number, text: string | undefined): void;
  isRowHidden(sheetId: string, row: number): boolean;
  fillDown(sheetId: string, rect: Rect): void;
  undo(): void;
  redo(): void;

  selection(): { readonly sheetId: string; readonly rects: readonly Rect[] };
  select(sheetId: string, rects: readonly Rect[]): void;
  protectSheet(sheetId: string, on: boolean): void;
  isProtected(sheetId: string): boolean;

  /** Every formula again, add-in functions included: Ctrl+Alt+F9. */
  recalculateAll(): void;
  /** The add-in formulas of these cells again, as entering them anew does. */
  recalculate(sheetId: string, rect: Rect): void;
  /** Cells whose add-in call has not settled. */
  busyCells(): readonly { readonly sheetId: string; readonly row: number; readonly column: number }[];

  /** After each change, once the turn that made it has ended. Returns the function that ends it. */
  onChange(listener: (change: GridChange) => void): () => void;
}

/** What Excel would refuse, under the code that Office.js gives it. */
export class GridError extends Error {
  override readonly name = "GridError";
  constructor(
    readonly code: "AccessDenied" | "InvalidArgument" | "ItemNotFound" | "ItemAlreadyExists",
    message: string,
  ) {
    super(message);
  }
}
