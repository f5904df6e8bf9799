import { reenterFormulas, type Reentry } from "./reenter-formulas";
import { mayWait } from "./waiting-formula";

/**
 * Enters the formulas of the whole workbook that may wait for an answer anew, each where it stands. Error cells are not
 * recalculated otherwise, not even by a full recalculation.
 */
export function reenterWaiting(): Promise<Reentry> {
  return reenterFormulas("workbook", (formula, value) => (mayWait(formula, value) ? formula : undefined));
}
