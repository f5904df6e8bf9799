import type { ThawReport } from "../../core/formulas/formula-work";
import { runExcel } from "../office";
import { piecesOf, type Block, type Run } from "../ranges/address";
import { sendEach } from "../ranges/portions";
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
      for (const plan of open) await putBack(context, plan);
      await context.sync();
      const closed = plans.filter(({ block }) => block.isProtected);
      return {
        thawed: sum(open.map(({ cells }) => cells.length)),
        changed: sum(open.map((plan) => plan.changed)),
        lost: sum(open.map((plan) => plan.lost)),
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

/** Formulas of one request, in characters: what Excel on the web takes is more, but says it twice over. */
const charactersPerRequest = 500_000;

async function putBack(context: Excel.RequestContext, { block, cells, isDone }: ThawPlan): Promise<void> {
  const { frozen, followed, names, columnCount } = block;
  const { formats } = frozen;
  const back = new Set(cells.map(({ down, right }) => down * columnCount + right));
  const isBack = (down: number, right: number): boolean => back.has(down * columnCount + right);
  const isSpill = frozen.kind === "spill";
  const formatOf = (down: number, right: number): string =>
    typeof formats === "string" ? formats : (formats[down]?.[right] ?? "General");
  const rowsAtOnce = Math.max(1, Math.floor(charactersPerRequest / (columnCount * (followed.formula.length + 40))));
  const rowCount = cells.length === 0 ? 0 : block.rowCount;
  // From below, so that a spill finds its cells empty when its formula comes last.
  const pieces = piecesOf({ first: 0, count: rowCount }, rowsAtOnce).toReversed();
  if (pieces.length > 1) await sendEach(context, pieces, write);
  else pieces.forEach(write);
  if (isDone) for (const name of names) name.delete();

  function write({ first, count }: Run): void {
    const grid = <Item>(item: (down: number, right: number) => Item): Item[][] =>
      Array.from({ length: count }, (_, down) =>
        Array.from({ length: columnCount }, (_none, right) => item(first + down, right)),
      );
    const sheet = context.workbook.worksheets.getItem(block.sheetId);
    const range = sheet.getRangeByIndexes(block.row + first, block.column, count, columnCount);
    // Format first: a formula written into a cell made for text would stay text.
    range.numberFormat = grid((down, right) => (isSpill || isBack(down, right) ? formatOf(down, right) : null));
    // What a spill filled has to be empty before it can fill it again.
    range.formulasR1C1 = grid((down, right) => (isBack(down, right) ? followed.formula : isSpill ? "" : null));
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
