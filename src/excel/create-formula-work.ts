import type { Clock } from "../core/clock";
import type { Enricher } from "../core/enricher";
import type { FormulaWork } from "../core/formulas/formula-work";
import type { RefreshFlags } from "../core/service";
import { countFormulas } from "./recalculate/count-formulas";
import { planRefresh } from "./recalculate/plan-refresh";
import { refreshPeople } from "./recalculate/refresh-people";
import { repairFormulas } from "./recalculate/repair-formulas";
import { seenCells } from "./recalculate/seen-cells";
import { freezeFormulas } from "./freeze/freeze-formulas";
import { thawFormulas } from "./freeze/thaw-formulas";

export interface FormulaWorkParts {
  readonly enricher: Enricher;
  readonly clock: Clock;
  readonly refreshFlags: () => RefreshFlags;
}

/** What can be done to the formulas of the open workbook. */
export function createFormulaWork(parts: FormulaWorkParts): FormulaWork {
  return {
    counts: countFormulas,
    async planRefresh(choice) {
      const { cells, sheetId } = await seenCells(choice.which === "selection" ? "selection" : "sheet");
      return planRefresh(cells, { choice, sheetId }, parts);
    },
    refresh: (plan, options) => refreshPeople(parts.enricher, plan, options),
    repair: repairFormulas,
    freeze: (scope) => freezeFormulas(scope, parts.enricher),
    thaw: thawFormulas,
  };
}
