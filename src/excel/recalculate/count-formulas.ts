import type { FormulaCounts } from "../../core/formulas/formula-work";
import { formulaState } from "../../core/formulas/stuck-formula";
import { findFrozen } from "../freeze/frozen-names";
import { runExcel } from "../office";
import { findFormulaBlocks, readBlocks } from "./formula-blocks";

/** Counts our formulas of the active sheet by what they show, and those that are frozen. */
export function countFormulas(): Promise<FormulaCounts> {
  return runExcel(async (context) => {
    const active = context.workbook.worksheets.getActiveWorksheet().load({ id: true });
    const counts = { shown: 0, waiting: 0, stuck: 0, failed: 0 };
    for (const batch of await findFormulaBlocks(context, "sheet")) {
      await readBlocks(context, batch, (formula, value) => {
        const state = formulaState(formula, value);
        if (state !== undefined) counts[state] += 1;
        return undefined;
      });
    }
    const frozen = (await findFrozen(context)).filter(({ sheetId }) => sheetId === active.id);
    await context.sync();
    const { shown, ...others } = counts;
    return {
      ...others,
      formulas: shown + others.waiting + others.stuck + others.failed,
      frozen: frozen.reduce((sum, block) => sum + (block.frozen.kind === "spill" ? 1 : block.rowCount), 0),
    };
  });
}
