/** What formulas may spend before somebody is asked; `undefined` sets no bound. Runs have approvals of their own. */
export interface SpendPolicy {
  /** New people in ten minutes without a yes; 0 always asks. */
  readonly freePeople: number | undefined;
  /** Credits in one day (UTC), whoever spends them here. */
  readonly dayCap: number | undefined;
  /** Credits in this workbook. */
  readonly workbookCap: number | undefined;
}

/** A cap that would be passed. */
export interface SpendCap {
  readonly per: "day" | "workbook";
  readonly credits: number;
  /** Of these, spent or about to be. */
  readonly spent: number;
}

/** The bound on people where nobody has chosen one. */
export const usualFreePeople = 100;
