import { isOurs } from "../../core/formulas/stuck-formula";
import { isSupported } from "../office";
import type { Block } from "../ranges/address";
import { blockOf, findFormulaBlocks, readBlocks } from "../recalculate/formula-blocks";

/** A formula with all that it fills. */
export interface FilledBlock extends Block {
  readonly sheetId: string;
  readonly sheetName: string;
  readonly isProtected: boolean;
  /** In R1C1. */
  readonly formula: string;
  readonly values: readonly (readonly unknown[])[];
  readonly texts: readonly (readonly string[])[];
  readonly formats: readonly (readonly string[])[];
}

/** Our formulas of the active sheet, each with what it fills. */
export async function filledBlocks(context: Excel.RequestContext): Promise<readonly FilledBlock[]> {
  const filled: FilledBlock[] = [];
  for (const batch of await findFormulaBlocks(context, "sheet")) {
    const blocks = await readBlocks(context, batch, (formula) => (isOurs(formula) ? formula : undefined));
    const cells = blocks.flatMap((block) => {
      block.range.load({ formulasR1C1: true });
      return block.picked.flatMap((line, down) =>
        line.flatMap((formula, right) => {
          if (formula === null) return [];
          const cell = loaded(block.range.getCell(down, right));
          // Before that, there are no spills.
          const spill = isSupported("ExcelApi", "1.12") ? loaded(cell.getSpillingToRangeOrNullObject()) : undefined;
          return [{ ...block, cell, spill, down, right }];
        }),
      );
    });
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- one request may not hold more
    await context.sync();
    for (const { range, cell, spill, down, right, sheetId, sheetName, isProtected } of cells) {
      const whole = spill === undefined || spill.isNullObject ? cell : spill;
      const { values, text: texts, numberFormat: formats } = whole;
      const { formulasR1C1 }: { formulasR1C1: unknown[][] } = range;
      const formula = formulasR1C1[down]?.[right];
      if (typeof formula !== "string") continue;
      filled.push({ ...blockOf(whole), ...{ sheetId, sheetName, isProtected, formula, values, texts, formats } });
    }
  }
  return filled;
}

function loaded(range: Excel.Range): Excel.Range {
  return range.load({
    ...{ rowIndex: true, columnIndex: true, rowCount: true, columnCount: true },
    ...{ values: true, text: true, numberFormat: true },
  });
}
