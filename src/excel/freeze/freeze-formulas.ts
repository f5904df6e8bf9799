import type { Enricher } from "../../core/enricher";
import { referredBlocks } from "../../core/formulas/followed-references";
import type { FreezeReport } from "../../core/formulas/formula-work";
import type { FrozenBlock } from "../../core/formulas/frozen-block";
import { runExcel } from "../office";
import type { Block } from "../ranges/address";
import { overlap } from "../recalculate/formula-blocks";
import { selectedAreas } from "../recalculate/selected-areas";
import { answeredCells } from "./answered-cells";
import { printsOf } from "./cell-prints";
import { columnRuns, type ColumnRun } from "./column-runs";
import { filledBlocks, type FilledBlock } from "./filled-blocks";
import { keepFrozen, type KeptBlock } from "./frozen-names";
import { writeFrozenCells } from "./write-frozen-cells";

/** No value to keep, or none yet. */
const noValue: readonly unknown[] = ["#BUSY!", "#GETTING_DATA", "#NAME?", "#SPILL!", "#CALC!", "#VALUE!", "#REF!"];
const waiting: readonly unknown[] = ["#BUSY!", "#GETTING_DATA"];

/**
 * Puts values in the place of our formulas and keeps the formulas in hidden names; a spill is frozen whole. `#N/A` is kept
 * where it is the answer, nobody being found; where an answer is still to come, the formula stays.
 */
export function freezeFormulas(scope: "selection" | "sheet", enricher: Pick<Enricher, "kept">): Promise<FreezeReport> {
  return runExcel(
    async (context) => {
      const areas = scope === "sheet" ? undefined : await selectedAreas(context);
      const found = (await filledBlocks(context)).flatMap((block) => {
        if (areas === undefined) return [{ block, isPart: false }];
        const cells = areas.flatMap((area) => overlap(block, area)).reduce((sum, part) => sum + cellsOf(part), 0);
        return cells === 0 ? [] : [{ block, isPart: cells < cellsOf(block) }];
      });
      const open = found.filter(({ block }) => !block.isProtected && hasValue(block));
      const isAnswered = await answeredCells(
        context,
        open.filter(({ block }) => showsNone(block)).map(({ block }) => block),
        enricher,
      );
      const ready = open.filter(({ block }) => !showsNone(block) || isAnswered(block));
      await write(
        context,
        ready.map(({ block }) => block),
      );
      return {
        frozen: ready.length,
        noMatch: ready.filter(({ block }) => cellsOf(block) === 1 && showsNone(block)).length,
        wholeSpills: ready.filter(({ isPart }) => isPart).length,
        leftAlone: found.length - ready.length,
      };
    },
    { waitsForCellEdit: true },
  );
}

const cellsOf = ({ rowCount, columnCount }: Block): number => rowCount * columnCount;

function hasValue(block: FilledBlock): boolean {
  const values = block.values.flat();
  return cellsOf(block) === 1 ? !noValue.includes(values[0]) : !values.some((value) => waiting.includes(value));
}

function showsNone({ values }: FilledBlock): boolean {
  return values.some((line) => line.includes("#N/A"));
}

async function write(context: Excel.RequestContext, blocks: readonly FilledBlock[]): Promise<void> {
  const prints = await printsOf(
    context,
    blocks.map((block) => ({ ...block, shown: block.values.flat() })),
  );
  const printed = blocks.map((block, index) => ({ ...block, print: prints[index] ?? "" }));
  const spills = printed.filter((block) => cellsOf(block) > 1);
  const runs = columnRuns(printed.filter((block) => cellsOf(block) === 1));
  // The formulas are safe before the cells lose them.
  await keepFrozen(context, [
    ...spills.map((spill) => keptSpill(context, spill)),
    ...runs.map((run) => keptRun(context, run)),
  ]);
  await writeFrozenCells(context, [...spills, ...runs]);
}

function keptSpill(context: Excel.RequestContext, block: FilledBlock & { readonly print: string }): KeptBlock {
  const { formula, formats, print, row, column, sheetName } = block;
  const frozen: FrozenBlock = { kind: "spill", formula, formats, prints: [print], empty: 0 };
  const references = referredBlocks(formula, { base: { row, column }, rowCount: 1, sheetName });
  return { range: rangeOf(context, block), frozen, references };
}

function keptRun(context: Excel.RequestContext, run: ColumnRun): KeptBlock {
  const { formula, prints, row, column, rowCount, sheetName } = run;
  const [[formats = "General"] = []] = run.formats;
  const empty = run.values.flat().filter((value) => value === "").length;
  const frozen: FrozenBlock = { kind: "filled", formula, formats, prints, empty };
  const references = referredBlocks(formula, { base: { row, column }, rowCount, sheetName });
  return { range: rangeOf(context, run), frozen, references };
}

function rangeOf(
  context: Excel.RequestContext,
  { sheetId, row, column, rowCount, columnCount }: Block & Pick<FilledBlock, "sheetId">,
): Excel.Range {
  return context.workbook.worksheets.getItem(sheetId).getRangeByIndexes(row, column, rowCount, columnCount);
}
