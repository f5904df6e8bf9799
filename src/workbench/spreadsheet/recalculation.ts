import type { Grid } from "../grid";
import type { CellReader } from "./cell-reading";
import type { CellPlace } from "./cell-runs";
import type { GridContext } from "./grid-context";

interface Recalculation extends Pick<Grid, "recalculateAll" | "recalculate" | "busyCells"> {
  /** Every add-in formula of the sheet again, once this turn has ended. */
  invalidateSheet(sheetId: string): void;
}

type Options = Pick<GridContext, "app" | "calls" | "passes" | "isAddinFormula"> & { readonly reader: CellReader };

export function createRecalculation({ app, calls, passes, isAddinFormula, reader }: Options): Recalculation {
  const invalid = new Set<string>();

  const sheetIds = (): string[] =>
    app
      .workbook()
      .getSheets()
      .map((sheet) => sheet.getSheetId());
  const formulasOf = (sheetId: string): (CellPlace & { formula: string })[] =>
    reader.formulas(sheetId).map((found) => ({ sheetId, ...found }));
  const askInvalid = (): void => {
    const existing = sheetIds().filter((sheetId) => invalid.has(sheetId));
    invalid.clear();
    passes.request(existing.flatMap(formulasOf).filter(({ formula }) => isAddinFormula(formula)));
  };

  return {
    invalidateSheet(sheetId) {
      calls.forgetSheet(sheetId);
      if (invalid.size === 0) queueMicrotask(askInvalid);
      invalid.add(sheetId);
    },
    recalculateAll() {
      calls.forgetAll();
      passes.request(sheetIds().flatMap(formulasOf));
    },
    recalculate(sheetId, rect) {
      const cells = formulasOf(sheetId).filter(
        ({ row, column }) =>
          row >= rect.row &&
          row < rect.row + rect.rowCount &&
          column >= rect.column &&
          column < rect.column + rect.columnCount,
      );
      for (const cell of cells) calls.forget(cell);
      passes.request(cells);
    },
    busyCells() {
      const waiting = calls.unsettled();
      // Until a pass has seen the last change, no formula's value is known to be the last one.
      if (invalid.size > 0 || passes.isDue() || passes.isRunning()) waiting.push(...sheetIds().flatMap(formulasOf));
      const places = new Map<string, CellPlace>();
      for (const { sheetId, row, column } of waiting)
        places.set(`${row} ${column} ${sheetId}`, { sheetId, row, column });
      return [...places.values()];
    },
  };
}
