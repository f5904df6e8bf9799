import type { CellValue } from "../../core/cell-value";
import type { LookupQuote } from "../../core/enricher";
import type { AreaContent, FormulaArea, FormulaCell } from "../../core/formulas/formula-sheet";
import type { Identifier } from "../../core/identifier";

/** A formula as it would be written, with what it costs. */
export interface ReadyDraft {
  readonly status: "ready";
  readonly formula: string;
  readonly formulas: readonly FormulaCell[];
  readonly area: FormulaArea;
  /** As Excel names it, such as `People!C2`. */
  readonly targetText: string;
  readonly content: AreaContent;
  /** Values would not stand in the rows of their people. */
  readonly isShifted: boolean;
  readonly first: Identifier;
  /** What the first row could cost, and what all rows could. */
  readonly price: LookupQuote;
  readonly wholePrice: LookupQuote;
  /** Rows that the price of the whole is for. */
  readonly rows: number;
  /** Cells below the first that hold an identifier. */
  readonly below: number;
  /** What the first person's cells show; absent until somebody paid for it. */
  readonly result: readonly (readonly CellValue[])[] | undefined;
}

/** The formula as far as it is known; the older one stays in sight while a new one is worked out. */
export type FormulaDraft =
  | { readonly status: "problem"; readonly about: "identifier" | "fields" | "target"; readonly reason: string }
  | { readonly status: "working"; readonly previous: ReadyDraft | undefined }
  | ReadyDraft;
