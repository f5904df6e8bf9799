import { IUniverInstanceService, RedoCommand, UndoCommand } from "@univerjs/core";
import {
  type ISelectionWithStyle,
  SetSelectionsOperation,
  SheetsSelectionsService,
} from "@univerjs/preset-sheets-core";
import type { Grid, Rect } from "../grid";
import { shiftedBlock, type StructuralChange } from "../shifted-block";
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
      app.run(SetSelectionsOperation.id, {
        ...{ ...target(app.workbook(), sheet), selections: rects.map(selected) },
        reveal: true,
      });
    },
    undo: () => run(UndoCommand.id),
    redo: () => run(RedoCommand.id),
  };
}

/** Univer selects the lines that came or went; where somebody else did it, what a person selected stays on its cells. */
export function keepingSelection(
  { app }: GridContext,
  change: Pick<StructuralChange, "type" | "sheetId" | "rect">,
  work: () => void,
): void {
  const where = target(app.workbook(), app.sheet(change.sheetId));
  const before = app.injector
    .get(SheetsSelectionsService)
    .getWorkbookSelections(where.unitId)
    .getSelectionsOfWorksheet(change.sheetId)
    .map(({ range }) => rectOf(range));
  work();
  const kept = before.flatMap((rect) => shiftedBlock(rect, change) ?? []);
  const corner = { row: change.rect.row, column: change.rect.column, rowCount: 1, columnCount: 1 };
  const selections = (kept.length > 0 || before.length === 0 ? kept : [corner]).map(selected);
  app.run(SetSelectionsOperation.id, { ...where, selections });
}

function selected(rect: Rect): ISelectionWithStyle {
  const range = rangeOf(rect);
  const corner = { startRow: rect.row, endRow: rect.row, startColumn: rect.column, endColumn: rect.column };
  const primary = {
    ...corner,
    actualRow: rect.row,
    actualColumn: rect.column,
    isMerged: false,
    isMergedMainCell: false,
  };
  return { range, primary, style: null };
}
