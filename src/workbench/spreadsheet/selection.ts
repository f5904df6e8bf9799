import { IUniverInstanceService, RedoCommand, UndoCommand } from "@univerjs/core";
import { SetSelectionsOperation, SheetsSelectionsService } from "@univerjs/preset-sheets-core";
import type { Grid } from "../grid";
import { rangeOf, rectOf, target } from "./grid-context";
import type { GridContext } from "./grid-context";

type Selecting = Pick<Grid, "selection" | "select" | "undo" | "redo">;

/** What is selected, and going back. */
export function createSelection({ app }: GridContext): Selecting {
  const selections = app.injector.get(SheetsSelectionsService);
  const instances = app.injector.get(IUniverInstanceService);
  const run = (commandId: string): void => {
    // Univer undoes what belongs to the unit that has the focus.
    instances.focusUnit(app.workbook().getUnitId());
    app.run(commandId, {});
  };
  return {
    selection() {
      const sheetId = app.workbook().getActiveSheet().getSheetId();
      const rects = selections.getCurrentSelections().map(({ range }) => rectOf(range));
      return { sheetId, rects: rects.length > 0 ? rects : [{ row: 0, column: 0, rowCount: 1, columnCount: 1 }] };
    },
    select(sheetId, rects) {
      const sheet = app.sheet(sheetId);
      app.workbook().setActiveSheet(sheet);
      const chosen = rects.map((rect) => {
        const range = rangeOf(rect);
        const corner = { actualRow: range.startRow, actualColumn: range.startColumn };
        const cell = {
          startRow: range.startRow,
          endRow: range.startRow,
          startColumn: range.startColumn,
          endColumn: range.startColumn,
        };
        return { range, primary: { ...cell, ...corner, isMerged: false, isMergedMainCell: false }, style: null };
      });
      app.run(SetSelectionsOperation.id, { ...target(app.workbook(), sheet), selections: chosen, reveal: true });
    },
    undo: () => run(UndoCommand.id),
    redo: () => run(RedoCommand.id),
  };
}
