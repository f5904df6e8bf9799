export type Visibility = "Visible" | "Hidden" | "VeryHidden";

/** A defined name as it is saved: `reference` such as `=People!$A$2:$A$9`, or a constant such as `="text"`. */
export interface NameSnapshot {
  readonly name: string;
  /** The sheet it belongs to, by name; `undefined` for a name of the workbook. */
  readonly sheet: string | undefined;
  readonly reference: string;
  readonly visible: boolean;
  readonly comment: string;
}

export interface TableSnapshot {
  readonly name: string;
  readonly sheet: string;
  /** Without its sheet, such as `A1:C9`. */
  readonly address: string;
  readonly hasHeaders: boolean;
  /** Default false. */
  readonly hasTotals?: boolean;
  readonly style: string;
}

export interface MergeSnapshot {
  readonly sheet: string;
  /** Without its sheet, such as `A2:A4`. */
  readonly address: string;
}

/** What a file keeps of a workbook beyond its cells. */
export interface WorkbookSnapshot {
  readonly names: readonly NameSnapshot[];
  readonly tables: readonly TableSnapshot[];
  /** Default: none. */
  readonly merges?: readonly MergeSnapshot[];
  readonly hiddenSheets: readonly { readonly sheet: string; readonly visibility: Visibility }[];
}
