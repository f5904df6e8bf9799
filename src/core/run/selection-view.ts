import type { KeyColumn } from "./sheet";

/** What each cell of the selected column was read as; the header row is not counted. */
export interface SelectionCount {
  readonly urls: number;
  readonly emails: number;
  readonly blank: number;
  readonly invalid: number;
  /** Different people among the valid ones. */
  readonly people: number;
}

/** The selected column, read and counted. */
export interface SelectionView {
  readonly column: KeyColumn;
  readonly hasHeaderRow: boolean;
  readonly visibleOnly: boolean;
  readonly count: SelectionCount;
  /** 0-based rows of cells that are neither blank nor an identifier, with what was read. */
  readonly invalid: readonly { readonly row: number; readonly text: string; readonly reason: string }[];
}
