import type { CellValue } from "../cell-value";

/** A cell of the key column as it was read: what it showed, and its 0-based row on the sheet. */
export interface KeyCell {
  readonly row: number;
  readonly text: string;
}

/** What a person should know of the selection besides the cells that were read. */
export interface SelectionNotes {
  /** Areas of the selection whose first column was read; 1 for an ordinary one. */
  readonly areas: number;
  /** Selected rows that a filter, or somebody, has hidden. */
  readonly hiddenRows: number;
  /** Selected columns that were not read. */
  readonly otherColumns: number;
  /** Cells that are merged with another. */
  readonly mergedCells: number;
  /** The table the column belongs to. */
  readonly tableName: string | undefined;
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
  readonly notes: SelectionNotes;
}

/** Where new columns go: the first free ones right of the keys, or inserted right beside them. */
export type Placement = "free" | "insert";

export interface TargetOptions {
  readonly hasHeaderRow: boolean;
  readonly placement: Placement;
}

/** Where a run writes, as plain data: a journal keeps it, and columns are found again by their headers. */
export interface Target {
  readonly sheetId: string;
  /** 0-based row of the headers; `undefined` writes none. */
  readonly headerRow: number | undefined;
  /** What the key column says in the header row: its header is followed by it; empty where it says nothing. */
  readonly keyHeader: string;
  /** 0-based, as they stand after the insertion; not necessarily side by side where a header is used again. */
  readonly columns: readonly number[];
  readonly headers: readonly string[];
  /** Columns to be inserted right of the key when the run starts; default 0. */
  readonly inserts: number;
  /** Where the workbook keeps track of the columns once they are prepared; absent before. */
  readonly anchor?: string;
}

/** A live formula of the add-in for one field, over the key of its own row wherever that stands. */
export interface KeyFormula {
  readonly kind: "key_formula";
  /** A field path of the catalogue. */
  readonly field: string;
}

/** What can be written into a cell; `undefined` leaves it as it is. */
export type TargetValue = CellValue | KeyFormula | undefined;

/** A row to write: `values[i]` goes to `Target.columns[i]`. */
export interface TargetRow {
  /** 0-based, where the key stood when it was read. */
  readonly row: number;
  /** The key's text as it was read: written only beside a cell that still says this. */
  readonly keyText: string;
  readonly values: readonly TargetValue[];
}

/** What stood in a cell, enough to put it back: its formula or constant as Excel's `formulas` tells it, and its format. */
export interface CellBefore {
  readonly formula: string | number | boolean;
  readonly numberFormat: string;
}

/** A row about to be written, with what stands there: `before[i]` is `undefined` where `values[i]` is. */
export interface SnapshotRow extends TargetRow {
  readonly before: readonly (CellBefore | undefined)[];
}

export interface WriteOptions {
  /** Positions in `Target.columns` whose cells are written only where they are empty at that moment. Default: none. */
  readonly onlyIntoBlank?: readonly number[];
  /** Called with what stands there, after it was read and before anything is written; the write waits for it. */
  readonly noteBefore?: (rows: readonly SnapshotRow[]) => Promise<void>;
}

/** What became of the rows of one write. */
export interface WriteReport {
  readonly written: number;
  /** Rows whose key has gone from the sheet: nothing was written for them. */
  readonly vanished: readonly number[];
}

/** What the target's cells of one row show, in the order of its columns. */
export interface TargetCells {
  /** 0-based, where the key stood when it was read. */
  readonly row: number;
  /** Where the row stands now; `undefined` where its key has gone. */
  readonly rowNow: number | undefined;
  /** The text shown, `""` for a formula that shows nothing; `undefined` where the cell is empty. */
  readonly cells: readonly (string | undefined)[];
}

/** A target whose headers stand on the sheet. */
export interface PreparedTarget {
  /** Where it stands now; its `inserts` says how many columns were inserted. */
  readonly target: Target;
  /** What stood in the header cells, by position of the column. */
  readonly headersBefore: readonly (CellBefore | undefined)[];
}

/** What putting back did, in cells. */
export interface RestoreReport {
  readonly restored: number;
  /** Not what the run wrote any more: left as they are. */
  readonly left: number;
}

/**
 * The sheet as a run sees it: keys are followed where rows were moved, columns where columns were. Rejects with a
 * `SheetError` when Excel refuses.
 */
export interface SheetPort {
  /** The selected column, or `undefined` where nothing usable is selected. */
  selection(options: { readonly visibleOnly: boolean }): Promise<KeyColumn | undefined>;
  /** Also called when cells of the last selected column change, are sorted, filtered or moved. */
  onSelectionChanged(listener: () => void): () => void;
  /** The id of a sheet in this opening of the workbook: a file need not carry ids, so that the name tells where none does. */
  sheetIdNow(sheet: Pick<KeyColumn, "sheetId" | "sheetName">): Promise<string>;
  /** Target columns right of `key` for these headers; a header of the same name is used again. Changes nothing. */
  planTarget(key: KeyColumn, headers: readonly string[], options: TargetOptions): Promise<Target>;
  /** What stands where the rows' values would go, in the order of `rows`; rejects where the sheet would refuse writing. */
  cells(key: KeyColumn, target: Target, rows: readonly KeyCell[]): Promise<readonly TargetCells[]>;
  /** What is written until `work` has ended is taken back by one Ctrl+Z, where this Excel can. Default: none can. */
  asOneUndoStep?<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Inserts the target's columns, grows the table they belong to, writes the headers. */
  prepare(key: KeyColumn, target: Target): Promise<PreparedTarget>;
  /** Writes values, and of formulas only the add-in's own: text from the service cannot become one. */
  write(key: KeyColumn, target: Target, rows: readonly TargetRow[], options?: WriteOptions): Promise<WriteReport>;
  /** Puts back what stood in each cell that still holds what the run wrote into it. */
  restore(key: KeyColumn, target: Target, rows: readonly SnapshotRow[]): Promise<RestoreReport>;
  /** Puts back what stood in the header cells, and deletes inserted columns that are empty now. */
  unprepare(key: KeyColumn, prepared: PreparedTarget): Promise<RestoreReport>;
  /** Makes the new columns wide enough to be read, within bounds. */
  finish(key: KeyColumn, target: Target): Promise<void>;
  selectCell(sheetId: string, row: number, column: number): Promise<void>;
  /** Writes rows, headers first, into a sheet of their own; the same one each time, written anew. */
  writeReceipts(rows: readonly (readonly CellValue[])[]): Promise<{ readonly sheetName: string }>;
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
