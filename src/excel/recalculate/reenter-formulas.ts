import { runExcel } from "../office";
import {
  findFormulaBlocks,
  readBlocks,
  type FormulaBlock,
  type FormulaScope,
  type PickFormula,
} from "./formula-blocks";
import { countCells } from "./waiting-formula";

/** What became of the cells that were to be entered anew, in counts. */
export interface Reentry {
  readonly entered: number;
  /** On protected sheets, or where Excel refused. */
  readonly leftAlone: number;
}

const waiting = { waitsForCellEdit: true };

/**
 * Enters formulas of the scope anew, each where it stands: read and written through the same ranges, so that one goes
 * back where it was found, or nowhere. Rejects with a `SheetError`.
 */
export async function reenterFormulas(scope: FormulaScope, pick: PickFormula): Promise<Reentry> {
  let entered = 0;
  let leftAlone = 0;
  for (const batch of await runExcel((context) => findFormulaBlocks(context, scope), waiting)) {
    const done = await reenterBatch(batch, pick);
    entered += done.entered;
    leftAlone += done.leftAlone;
  }
  return { entered, leftAlone };
}

/** Whatever cannot be written, such as part of an array formula, must not keep the others waiting: halves are tried. */
async function reenterBatch(batch: readonly FormulaBlock[], pick: PickFormula): Promise<Reentry> {
  const done = await runExcel((context) => reenter(context, batch, pick), waiting);
  if (!done.wasRefused || batch.length === 1) return done;
  const middle = Math.ceil(batch.length / 2);
  const first = await reenterBatch(batch.slice(0, middle), pick);
  const second = await reenterBatch(batch.slice(middle), pick);
  const leftAlone = first.leftAlone + second.leftAlone;
  // Some were written before Excel refused, and wait no more.
  return { entered: done.leftAlone - leftAlone, leftAlone };
}

async function reenter(
  context: Excel.RequestContext,
  batch: readonly FormulaBlock[],
  pick: PickFormula,
): Promise<Reentry & { readonly wasRefused: boolean }> {
  const found = await readBlocks(context, batch, pick);
  const open = found.filter(({ isProtected }) => !isProtected);
  const wanted = sum(found.map(({ picked }) => countCells(picked)));
  const entered = sum(open.map(({ picked }) => countCells(picked)));
  for (const { range, picked } of open) range.formulas = picked;
  try {
    await context.sync();
  } catch {
    return { entered: 0, leftAlone: wanted, wasRefused: true };
  }
  return { entered, leftAlone: wanted - entered, wasRefused: false };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
