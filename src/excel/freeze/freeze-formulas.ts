import type { FreezeReport } from "../../core/formulas/formula-work";
import type { FrozenBlock } from "../../core/formulas/frozen-block";
import { runExcel } from "../office";
import type { Block } from "../ranges/address";
import { overlap } from "../recalculate/formula-blocks";
import { selectedAreas } from "../recalculate/selected-areas";
import { printsOf } from "./cell-prints";
import { columnRuns } from "./column-runs";
import { filledBlocks, type FilledBlock } from "./filled-blocks";
import { keepFrozen } from "./frozen-names";
import { frozenWrite } from "./frozen-write";

/** No value to keep, or none yet. */
const noValue: readonly unknown[] = [
  "#BUSY!",
  "#GETTING_DATA",
  "#NAME?",
  "#SPILL!",
  "#CALC!",
  "#N/A",
  "#VALUE!",
  "#REF!",
];

/** Puts values in the place of our formulas and keeps the formulas in hidden names; a spill is frozen whole. */
export function freezeFormulas(scope: "selection" | "sheet"): Promise<FreezeReport> {
  return runExcel(
    async (context) => {
      const areas = scope === "sheet" ? undefined : await selectedAreas(context);
      const found = (await filledBlocks(context)).flatMap((block) => {
        if (areas === undefined) return [{ block, isPart: false }];
        const cells = areas.flatMap((area) => overlap(block, area)).reduce((sum, part) => sum + cellsOf(part), 0);
        return cells === 0 ? [] : [{ block, isPart: cells < cellsOf(block) }];
      });
      const ready = found.filter(({ block }) => !block.isProtected && !noValue.includes(block.values[0]?.[0]));
      await write(
        context,
        ready.map(({ block }) => block),
      );
      return {
        frozen: ready.length,
        wholeSpills: ready.filter(({ isPart }) => isPart).length,
        leftAlone: found.length - ready.length,
      };
    },
    { waitsForCellEdit: true },
  );
}

const cellsOf = ({ rowCount, columnCount }: Block): number => rowCount * columnCount;

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
    ...spills.map(({ formula, formats, print, ...block }) => {
      const frozen: FrozenBlock = { kind: "spill", formula, formats, prints: [print], empty: 0 };
      return { range: rangeOf(context, block), frozen };
    }),
    ...runs.map(({ formula, formats: [[formats = "General"] = []], ...run }) => {
      const empty = run.values.flat().filter((value) => value === "").length;
      const frozen: FrozenBlock = { kind: "filled", formula, formats, prints: run.prints, empty };
      return { range: rangeOf(context, run), frozen };
    }),
  ]);
  for (const block of [...spills, ...runs]) {
    const cells = frozenWrite(block);
    const range = rangeOf(context, block);
    range.numberFormat = cells.map((line) => line.map(({ numberFormat }) => numberFormat));
    range.values = cells.map((line) => line.map(({ value }) => value));
  }
  await context.sync();
}

function rangeOf(
  context: Excel.RequestContext,
  { sheetId, row, column, rowCount, columnCount }: Block & Pick<FilledBlock, "sheetId">,
): Excel.Range {
  return context.workbook.worksheets.getItem(sheetId).getRangeByIndexes(row, column, rowCount, columnCount);
}
