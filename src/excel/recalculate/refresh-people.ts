import type { Enricher, Lookup } from "../../core/enricher";
import type { FormulaWork, RefreshPlan, RefreshReport } from "../../core/formulas/formula-work";
import { inWindow } from "../../core/run/in-window";
import { reenterFormulas } from "./reenter-formulas";
import { seenCells } from "./seen-cells";

/** People asked for at once: enough that requests leave full. */
const windowSize = 500;

/**
 * Asks for everybody of a plan once, however many cells name them, and has the cells take the new answers from what is
 * kept: the functions themselves never refresh.
 */
export async function refreshPeople(
  enricher: Enricher,
  plan: RefreshPlan,
  { signal, onProgress }: Parameters<FormulaWork["refresh"]>[1],
): Promise<RefreshReport> {
  const counts = { asked: 0, matched: 0, notFound: 0, redacted: 0, failed: 0, credits: 0, possiblyBilled: 0 };
  const answered = new Set(plan.shownAnew);

  const isOver = (): boolean => signal.aborted;

  async function ask(lookup: Lookup): Promise<void> {
    if (isOver()) return;
    try {
      const outcome = await enricher.ask(lookup, { refresh: true, priority: "bulk", signal });
      const { answer } = outcome;
      counts.asked += 1;
      counts.credits += outcome.credits;
      if (outcome.possiblyBilled ?? (answer.status === "failed" && answer.possiblyBilled)) counts.possiblyBilled += 1;
      counts[answer.status === "not_found" ? "notFound" : answer.status] += 1;
      answered.add(lookup.identifier.key);
      onProgress(counts.asked);
    } catch (error) {
      if (!isOver()) throw error;
    }
  }
  await inWindow(plan.lookups, windowSize, ask);
  return { ...counts, ...(await showAnew(plan.sheetId, answered)) };
}

/** Enters the formulas of the sheet anew that name these people, where they stand now. */
async function showAnew(sheetId: string, keys: ReadonlySet<string>): Promise<{ entered: number; leftAlone: number }> {
  if (keys.size === 0) return { entered: 0, leftAlone: 0 };
  const { cells } = await seenCells({ sheetId });
  const wanted = new Map(
    cells
      .filter(({ calls }) =>
        calls.some(({ lookups = [] }) => lookups.some(({ identifier }) => keys.has(identifier.key))),
      )
      .map(({ row, column, formula }) => [`${row} ${column}`, formula]),
  );
  return reenterFormulas({ sheetId }, (formula, _, { row, column }) =>
    wanted.get(`${row} ${column}`) === formula ? formula : undefined,
  );
}
