import { fillsOneCell } from "../../core/formulas/fills-one-cell";
import { isOurs } from "../../core/formulas/stuck-formula";
import { isSupported } from "../office";
import type { Block } from "../ranges/address";
import { portionsOf, sendEach } from "../ranges/portions";
import {
  blockOf,
  findFormulaBlocks,
  readBlocks,
  type FormulaBlock,
  type ReadBlock,
} from "../recalculate/formula-blocks";

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

/** A question about a spill takes about 700 bytes of a request. */
const spillsPerRequest = 800;

interface FoundCell {
  readonly block: ReadBlock;
  readonly down: number;
  readonly right: number;
  readonly maySpill: boolean;
}

/** Our formulas of the active sheet, each with what it fills. */
export async function filledBlocks(context: Excel.RequestContext): Promise<readonly FilledBlock[]> {
  const filled: FilledBlock[] = [];
  for (const batch of await findFormulaBlocks(context, "sheet")) filled.push(...(await readFilled(context, batch)));
  return filled;
}

async function readFilled(
  context: Excel.RequestContext,
  batch: readonly FormulaBlock[],
): Promise<readonly FilledBlock[]> {
  const blocks = await readBlocks(context, batch, (formula) => (isOurs(formula) ? formula : undefined));
  for (const { range } of blocks) range.load({ formulasR1C1: true, text: true, numberFormat: true });
  await context.sync();
  const cells = blocks.flatMap((block) =>
    block.picked.flatMap((line, down) =>
      line.flatMap((formula, right) =>
        formula === null ? [] : [{ block, down, right, maySpill: !fillsOneCell(formula) }],
      ),
    ),
  );
  const spills = await readSpills(context, cells);
  return cells.flatMap((cell) => filledBlock(cell, spills.get(cell)));
}

function filledBlock({ block, down, right }: FoundCell, spill: Excel.Range | undefined): readonly FilledBlock[] {
  const { range, sheetId, sheetName, isProtected, row, column } = block;
  const { formulasR1C1, values }: { formulasR1C1: unknown[][]; values: unknown[][] } = range;
  const formula = formulasR1C1[down]?.[right];
  if (typeof formula !== "string") return [];
  const place = { sheetId, sheetName, isProtected, formula };
  if (spill !== undefined) {
    const { values: shown, text: texts, numberFormat: formats } = spill;
    return [{ ...place, ...blockOf(spill), values: shown, texts, formats }];
  }
  return [
    {
      ...{ ...place, row: row + down, column: column + right, rowCount: 1, columnCount: 1 },
      values: [[values[down]?.[right]]],
      texts: [[range.text[down]?.[right] ?? ""]],
      formats: [[String(range.numberFormat[down]?.[right] ?? "General")]],
    },
  ];
}

/** What formulas have filled beyond their own cell. */
async function readSpills(
  context: Excel.RequestContext,
  cells: readonly FoundCell[],
): Promise<ReadonlyMap<FoundCell, Excel.Range>> {
  // Before that, there are no spills.
  if (!isSupported("ExcelApi", "1.12")) return new Map();
  const doubtful = cells.filter(({ maySpill }) => maySpill);
  const asked = await sendEach(
    context,
    portionsOf(doubtful, () => 1, spillsPerRequest),
    (portion) =>
      portion.map((cell) => {
        const { range } = cell.block;
        const spill = range.getCell(cell.down, cell.right).getSpillingToRangeOrNullObject();
        return { cell, spill: spill.load({ rowIndex: true, columnIndex: true, rowCount: true, columnCount: true }) };
      }),
  );
  const found = new Map(
    asked.flat().flatMap(({ cell, spill }) => (spill.isNullObject ? [] : [[cell, spill] as const])),
  );
  for (const spill of found.values()) spill.load({ values: true, text: true, numberFormat: true });
  if (found.size > 0) await context.sync();
  return found;
}
