import type { Lookup, LookupQuote } from "../enricher";

/** Which formulas of the active sheet are asked again. */
export type RefreshChoice =
  | { readonly which: "selection" | "sheet" }
  /** Whose answer is older than so many days. */
  | { readonly which: "older"; readonly days: number }
  /** Who has no answer; those who were not found only if chosen. */
  | { readonly which: "errors"; readonly withNoMatch?: boolean };

/** What a refresh would ask and the most it could cost; nothing is asked before it is agreed to. */
export interface RefreshPlan extends LookupQuote {
  readonly choice: RefreshChoice;
  readonly sheetId: string;
  /** Formulas that name at least one person to be asked again or shown anew. */
  readonly formulas: number;
  /** Formulas that compute whom they ask for: left out. */
  readonly unreadable: number;
  /** Each person once. */
  readonly lookups: readonly Lookup[];
  /** Identifier keys of people who are known but not shown: their formulas are entered anew for free. */
  readonly shownAnew: readonly string[];
}

export interface RefreshReport {
  /** People, each counted once. */
  readonly asked: number;
  readonly matched: number;
  readonly notFound: number;
  readonly redacted: number;
  readonly failed: number;
  /** As the service reported them. */
  readonly credits: number;
  readonly possiblyBilled: number;
  /** Cells. */
  readonly entered: number;
  readonly leftAlone: number;
}

export interface RepairReport {
  readonly entered: number;
  /** On protected sheets, or where Excel refused. */
  readonly leftAlone: number;
}

export interface FreezeReport {
  /** Formulas that are values now. */
  readonly frozen: number;
  /** Of these, cells that stay `#N/A` because nobody was found. */
  readonly noMatch: number;
  /** Tables of which only a part was selected: frozen whole. */
  readonly wholeSpills: number;
  /** Still waiting, stuck or failed, protected, or refused by Excel. */
  readonly leftAlone: number;
}

export interface ThawReport {
  /** Formulas that are back. */
  readonly thawed: number;
  /** Values, or the cells their people stand in, were changed since: left as they are. */
  readonly changed: number;
  /** The cells their people stood in are gone or have come apart: they stay values, or somebody else would be asked for. */
  readonly lost: number;
  readonly leftAlone: number;
}

/** Formulas of ours that ask, on the active sheet. */
export interface FormulaCounts {
  readonly formulas: number;
  readonly waiting: number;
  readonly stuck: number;
  readonly failed: number;
  /** Formulas frozen to values. */
  readonly frozen: number;
}

/** What can be done to the formulas of the workbook. Everything rejects with a `SheetError` where Excel refuses. */
export interface FormulaWork {
  counts(): Promise<FormulaCounts>;
  planRefresh(choice: RefreshChoice): Promise<RefreshPlan>;
  /** Asks everybody of the plan once, then enters the formulas that name them anew. Aborting takes back what was not sent. */
  refresh(
    plan: RefreshPlan,
    options: { readonly signal: AbortSignal; readonly onProgress: (done: number) => void },
  ): Promise<RefreshReport>;
  repair(): Promise<RepairReport>;
  freeze(scope: "selection" | "sheet"): Promise<FreezeReport>;
  /** With `changed`, also where values or people were changed since. */
  thaw(scope: "selection" | "sheet", options?: { readonly changed?: boolean }): Promise<ThawReport>;
}
