import { askingCalls } from "../../core/formulas/asking-calls";
import { fingerprint } from "../../core/formulas/fingerprint";
import { readRelativeArgument } from "../../core/formulas/formula-argument";
import { readArgumentCells, type PlacedCells } from "../recalculate/argument-cells";

/** A cell with the formula that belongs, or belonged, to it, in R1C1, and what is shown: one value, or a spill's. */
export interface PrintedCell {
  readonly sheetName: string;
  readonly row: number;
  readonly column: number;
  readonly formula: string;
  readonly shown: readonly unknown[];
}

/** A print for each cell: of what it shows and of whom its formula names where it stands now. */
export async function printsOf(
  context: Excel.RequestContext,
  cells: readonly PrintedCell[],
): Promise<readonly string[]> {
  const named = cells.map((cell) => namedCells(cell));
  const valuesOf = await readArgumentCells(context, named.flat());
  return cells.map(({ shown }, index) =>
    fingerprint(JSON.stringify([shown.map(plain), (named[index] ?? []).map((place) => valuesOf(place) ?? null)])),
  );
}

/** The cells that say who is meant; what is computed cannot be compared. */
function namedCells({ sheetName, row, column, formula }: PrintedCell): readonly PlacedCells[] {
  return askingCalls(formula).flatMap(({ args: [who = ""] }) => {
    const argument = readRelativeArgument(who, { row, column });
    return argument.kind === "cells" ? [{ sheetName, ...argument.cells }] : [];
  });
}

/** A number read back from a file may have lost its last digit. */
function plain(value: unknown): unknown {
  return typeof value === "number" ? value.toPrecision(14) : value;
}
