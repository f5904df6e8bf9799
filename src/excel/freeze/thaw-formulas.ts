import type { ThawReport } from "../../core/formulas/formula-work";
import { runExcel } from "../office";
import type { Block } from "../ranges/address";
import { overlap } from "../recalculate/formula-blocks";
import { selectedAreas } from "../recalculate/selected-areas";
import { findFrozen } from "./frozen-names";
import { planThaw, type ReadFrozenBlock, type ThawPlan } from "./thaw-plan";

/**
 * Brings frozen formulas of the active sheet back where values and people are what they were; with `changed`, also where
 * values were changed since. The formulas ask as any other: what is kept is free.
 */
export function thawFormulas(
  scope: "selection" | "sheet",
  { changed = false }: { readonly changed?: boolean } = {},
): Promise<ThawReport> {
  return runExcel(
    async (context) => {
      const areas = scope === "sheet" ? undefined : await selectedAreas(context);
      const meets = (block: Block): boolean => areas?.some((area) => overlap(block, area).length > 0) ?? true;
      const isSelected = (row: number, column: number): boolean => meets({ row, column, rowCount: 1, columnCount: 1 });
      const plans: ThawPlan[] = [];
      for (const block of await readFrozenBlocks(context, meets)) {
        plans.push(await planThaw(context, block, { isSelected, changed }));
      }
      const open = plans.filter(({ block }) => !block.isProtected);
      for (const plan of open) putBack(plan);
      await context.sync();
      const closed = plans.filter(({ block }) => block.isProtected);
      return {
        thawed: sum(open.map(({ cells }) => cells.length)),
        changed: sum(open.map((plan) => plan.changed)),
        leftAlone: sum(closed.map(({ cells }) => cells.length)),
      };
    },
    { waitsForCellEdit: true },
  );
}

async function readFrozenBlocks(
  context: Excel.RequestContext,
  meets: (block: Block) => boolean,
): Promise<readonly ReadFrozenBlock[]> {
  const active = context.workbook.worksheets.getActiveWorksheet().load({ id: true });
  const found = await findFrozen(context);
  await context.sync();
  const blocks = found
    .filter((block) => block.sheetId === active.id && meets(block))
    .map((block) => {
      const sheet = context.workbook.worksheets.getItem(block.sheetId);
      const range = sheet.getRangeByIndexes(block.row, block.column, block.rowCount, block.columnCount);
      return { ...block, range: range.load({ values: true, formulas: true }) };
    });
  await context.sync();
  return blocks;
}

function putBack({ block, cells, isDone }: ThawPlan): void {
  const { frozen, range, names, rowCount, columnCount } = block;
  if (cells.length > 0) {
    const back = new Set(cells.map(({ down, right }) => down * columnCount + right));
    const isBack = (down: number, right: number): boolean => back.has(down * columnCount + right);
    const isSpill = frozen.kind === "spill";
    const grid = <Item>(item: (down: number, right: number) => Item): Item[][] =>
      Array.from({ length: rowCount }, (_, down) =>
        Array.from({ length: columnCount }, (_none, right) => item(down, right)),
      );
    const { formats, formula } = frozen;
    const formatOf = (down: number, right: number): string =>
      typeof formats === "string" ? formats : (formats[down]?.[right] ?? "General");
    // Format first: a formula written into a cell made for text would stay text.
    range.numberFormat = grid((down, right) => (isSpill || isBack(down, right) ? formatOf(down, right) : null));
    // What a spill filled has to be empty before it can fill it again.
    range.formulasR1C1 = grid((down, right) => (isBack(down, right) ? formula : isSpill ? "" : null));
  }
  if (isDone) for (const name of names) name.delete();
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
