import type { FoundFrozen } from "./frozen-names";
import { printsOf } from "./cell-prints";

/** A frozen block with what stands in it now. */
export interface ReadFrozenBlock extends FoundFrozen {
  readonly range: Excel.Range;
}

/** Where a block's formulas go back to, and what of it stays frozen. */
export interface ThawPlan {
  readonly block: ReadFrozenBlock;
  readonly cells: readonly { readonly down: number; readonly right: number }[];
  /** Selected cells whose values, or people, are not those of then. */
  readonly changed: number;
  /** Selected cells that stay values for good: whom their formulas named cannot be found again. */
  readonly lost: number;
  /** Nothing of the block is frozen any more. */
  readonly isDone: boolean;
}

export interface ThawOptions {
  readonly isSelected: (row: number, column: number) => boolean;
  /** Somebody agreed to put formulas over values that were changed. */
  readonly changed: boolean;
}

/** Finds where a formula can go back: only where Freeze wrote what is there, and where it names the same people. */
export function planThaw(
  context: Excel.RequestContext,
  block: ReadFrozenBlock,
  options: ThawOptions,
): Promise<ThawPlan> {
  return block.frozen.kind === "spill" ? planSpill(context, block, options) : planFilled(context, block, options);
}

async function planSpill(
  context: Excel.RequestContext,
  block: ReadFrozenBlock,
  { changed }: ThawOptions,
): Promise<ThawPlan> {
  const { frozen, followed, range, row, column, sheetName } = block;
  const { values, formulas }: { values: unknown[][]; formulas: unknown[][] } = range;
  if (isFormula(formulas[0]?.[0], values[0]?.[0])) return { block, cells: [], changed: 0, lost: 0, isDone: true };
  const cell = { sheetName, row, column, formula: followed.formula, shown: values.flat() };
  const [print = ""] = await printsOf(context, [cell]);
  const isSame = frozen.prints.includes(print);
  if (!isSame && !followed.isFollowed) return { block, cells: [], changed: 0, lost: 1, isDone: false };
  if (!isSame && !changed) return { block, cells: [], changed: 1, lost: 0, isDone: false };
  return { block, cells: [{ down: 0, right: 0 }], changed: 0, lost: 0, isDone: true };
}

async function planFilled(
  context: Excel.RequestContext,
  block: ReadFrozenBlock,
  { isSelected, changed }: ThawOptions,
): Promise<ThawPlan> {
  const { frozen, followed, range, row, column, sheetName } = block;
  const { values, formulas }: { values: unknown[][]; formulas: unknown[][] } = range;
  const known = new Set(frozen.prints);
  const still = values.flatMap((line, down) =>
    line.flatMap((value, right) => (isFormula(formulas[down]?.[right], value) ? [] : [{ down, right, value }])),
  );
  const prints = await printsOf(
    context,
    still.map(({ down, right, value }) => ({
      ...{ sheetName, row: row + down, column: column + right, formula: followed.formula, shown: [value] },
    })),
  );
  // More empty cells than were frozen: somebody inserted rows, and which are which cannot be told.
  const emptyOnes = still.filter(({ value }) => value === "").length <= frozen.empty;
  const judged = still
    .map((cell, index) => ({ ...cell, isSame: known.has(prints[index] ?? "") }))
    .filter(({ value }) => value !== "" || emptyOnes);
  const wanted = judged.filter(({ down, right }) => isSelected(row + down, column + right));
  // A formula whose people cannot be found again would name somebody else.
  const mayReplace = changed && followed.isFollowed;
  const cells = wanted.filter(({ isSame, value }) => isSame || (mayReplace && value !== ""));
  const left = wanted.length - cells.length;
  const kept = followed.isFollowed ? { changed: left, lost: 0 } : { changed: 0, lost: left };
  return { block, cells, ...kept, isDone: cells.length === judged.length };
}

/** An error that stands there as a value may be given back as a formula of nothing else. */
function isFormula(formula: unknown, value: unknown): boolean {
  if (typeof formula !== "string" || !formula.startsWith("=") || formula === value) return false;
  return !(typeof value === "string" && value.startsWith("#") && formula === `=${value}`);
}
