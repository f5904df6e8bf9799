import { repairedFormula } from "../../core/formulas/stuck-formula";
import { reenterFormulas, type Reentry } from "./reenter-formulas";

/**
 * Enters anew what is stuck since before the add-in was loaded, in the whole workbook. The formulas ask as any other:
 * what is kept is free, new people go through approval.
 */
export function repairFormulas(): Promise<Reentry> {
  return reenterFormulas("workbook", repairedFormula);
}
