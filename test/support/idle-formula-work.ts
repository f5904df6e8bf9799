import type { FormulaWork, RefreshPlan } from "../../src/core/formulas/formula-work";

/** Formulas of a sheet that has none, for panes whose test is about something else; parts can be replaced. */
export function idleFormulaWork(parts: Partial<FormulaWork> = {}): FormulaWork {
  const plan: Omit<RefreshPlan, "choice"> = {
    ...{ people: 0, known: 0, toAsk: 0, requests: 0, mostCredits: 0, formulas: 0, unreadable: 0 },
    ...{ sheetId: "sheet-1", lookups: [], shownAnew: [], credits: [] },
  };
  return {
    counts: () => Promise.resolve({ formulas: 0, waiting: 0, stuck: 0, failed: 0, frozen: 0 }),
    planRefresh: (choice) => Promise.resolve({ ...plan, choice }),
    refresh: () =>
      Promise.resolve({
        ...{
          asked: 0,
          matched: 0,
          notFound: 0,
          redacted: 0,
          failed: 0,
          credits: 0,
          possiblyBilled: 0,
          entered: 0,
          leftAlone: 0,
        },
      }),
    repair: () => Promise.resolve({ entered: 0, leftAlone: 0 }),
    freeze: () => Promise.resolve({ frozen: 0, noMatch: 0, wholeSpills: 0, leftAlone: 0 }),
    thaw: () => Promise.resolve({ thawed: 0, changed: 0, lost: 0, leftAlone: 0 }),
    ...parts,
  };
}
