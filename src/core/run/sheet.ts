import type { CellValue } from "../cell-value";

/** A cell of the key column as it was read: what it showed, and its 0-based row on the sheet. */
export interface KeyCell {
  readonly row: number;
  readonly text: string;
}

/** The selected column, clipped to the used part of the sheet. */
export interface KeyColumn {
  /** As Excel writes it, such as `People!A1:A61`. */
  readonly address: string;
  readonly sheetId: string;
  readonly sheetName: string;
  /** 0-based. */
  readonly column: number;
  readonly cells: readonly KeyCell[];
}

/** Where a run writes: columns side by side, headers in the row above the first key. */
export interface Target {
  readonly sheetId: string;
  /** 0-based row of the headers; `undefined` writes none. */
  readonly headerRow: number | undefined;
  /** 0-based; not necessarily side by side where an existing header is used again. */
  readonly columns: readonly number[];
  readonly headers: readonly string[];
}

/** A row to write: `values[i]` goes to `Target.columns[i]`; `undefined` leaves the cell as it is. */
export interface TargetRow {
  /** 0-based, where the key stood when it was read. */
  readonly row: number;
  /** The key's text as it was read: written only beside a cell that still says this. */
  readonly keyText: string;
  readonly values: readonly (CellValue | undefined)[];
}

/** What became of the rows of one write. */
export interface WriteReport {
  readonly written: number;
  /** Rows whose key has gone from the sheet: nothing was written for them. */
  readonly vanished: readonly number[];
}

/** A cell that stands where the run would write. */
export interface OccupiedCells {
  /** Non-empty cells in the target columns beside the keys. */
  readonly count: number;
  /** Address of the first, such as `C2`. */
  readonly first: string | undefined;
}

/** The sheet as a run sees it. Rejects with a `SheetError` when Excel refuses. */
export interface SheetPort {
  /** The selected column, or `undefined` where nothing usable is selected. */
  selection(): Promise<KeyColumn | undefined>;
  onSelectionChanged(listener: () => void): () => void;
  /** The target columns to the right of `key` for these headers; a header of the same name is used again. */
  planTarget(key: KeyColumn, headers: readonly string[], hasHeaderRow: boolean): Promise<Target>;
  /** Cells that a run over these rows would overwrite. */
  occupied(target: Target, rows: readonly number[]): Promise<OccupiedCells>;
  writeHeaders(target: Target): Promise<void>;
  /** Writes values only, never formulas: text from the service cannot become one. Follows keys that moved. */
  write(key: KeyColumn, target: Target, rows: readonly TargetRow[]): Promise<WriteReport>;
}

/** Why Excel refused, in words the pane can show. */
export type SheetErrorCode =
  "cell_edit_mode" | "protected_sheet" | "payload_too_large" | "session_expired" | "sheet_gone" | "excel_refused";

export class SheetError extends Error {
  override readonly name = "SheetError";
  constructor(
    readonly code: SheetErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
