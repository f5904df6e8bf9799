import type { SheetPort, TargetRow } from "../../core/run/sheet";
import { runExcel } from "../office";
import { createUndoSteps, type UndoSteps } from "../undo-steps";
import { finishTarget } from "./finish-target";
import { planTarget } from "./plan-target";
import { prepareTarget } from "./prepare-target";
import { writeReceipts } from "./receipts-sheet";
import { restoreRows } from "./restore-rows";
import { readSelection } from "./selection-reading";
import { sheetIdNow } from "./sheet-id";
import { listenToSheet, type WatchedColumn } from "./sheet-events";
import { readTargetCells } from "./target-cells";
import { unprepareTarget } from "./unprepare-target";
import { writeRows } from "./write-rows";

/** The open workbook as bulk runs see it. `undo` is shared with whatever else writes for a run. */
export function createExcelSheet(undo: UndoSteps = createUndoSteps()): SheetPort {
  let watched: WatchedColumn | undefined;

  return {
    async selection(options) {
      const key = await runExcel((context) => readSelection(context, options));
      watched = key && { sheetId: key.sheetId, column: key.column };
      return key;
    },
    onSelectionChanged: (listener) => listenToSheet(() => watched, listener),
    sheetIdNow: (sheet) => runExcel((context) => sheetIdNow(context, sheet)),
    planTarget: (key, headers, options) => runExcel((context) => planTarget(context, key, headers, options)),
    cells: (key, target, rows) => runExcel((context) => readTargetCells(context, key, target, rows)),
    asOneUndoStep: (work) => undo.asOne(work),
    // Columns inserted a second time would be too many.
    prepare: (key, target) =>
      undo.write((context) => prepareTarget(context, key, target), { isRepeatable: target.inserts === 0 }),
    write(key, target, rows, options = {}) {
      const noted = new Set<TargetRow>();
      return undo.write((context) => writeRows(context, { key, target, rows, options, noted }));
    },
    restore: (key, target, rows) => undo.write((context) => restoreRows(context, key, target, rows)),
    unprepare: (key, prepared) => undo.write((context) => unprepareTarget(context, key, prepared)),
    finish: (key, target) => undo.write((context) => finishTarget(context, key, target)),
    selectCell: (sheetId, row, column) =>
      runExcel(async (context) => {
        const sheet = context.workbook.worksheets.getItem(sheetId);
        sheet.activate();
        sheet.getRangeByIndexes(row, column, 1, 1).select();
        await context.sync();
      }),
    writeReceipts: (rows) => undo.write((context) => writeReceipts(context, rows)),
  };
}
