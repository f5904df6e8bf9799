import type { CellKind, CellStyle } from "../grid";

/** A workbook as a file keeps it: values together with the formulas that made them. */
export interface WorkbookFile {
  readonly sheets: readonly SheetFile[];
  readonly activeSheet?: string;
  /** What the object model keeps beside the cells (names, tables), as it wrote it. */
  readonly extras?: string;
}

export interface SheetFile {
  readonly name: string;
  readonly cells: readonly FileCell[];
  readonly columnWidths: readonly { readonly column: number; readonly widthPx: number }[];
  readonly hiddenRows: readonly number[];
  readonly frozen?: { readonly rows: number; readonly columns: number };
}

export interface FileCell {
  readonly row: number;
  readonly column: number;
  readonly kind: CellKind;
  readonly value: string | number | boolean;
  readonly formula: string;
  readonly numberFormat: string;
  readonly style: CellStyle;
  /** The block that the formula of this cell fills. */
  readonly spill?: { readonly rowCount: number; readonly columnCount: number };
  /** Filled by the formula of another cell. */
  readonly isSpilled?: true;
}
