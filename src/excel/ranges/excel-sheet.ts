import type { SheetPort } from "../../core/run/sheet";
import { runExcel } from "../office";
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

const patiently = { waitsForCellEdit: true } as const;

/** The open workbook as bulk runs see it. */
export function createExcelSheet(): SheetPort {
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
    prepare: (key, target) => runExcel((context) => prepareTarget(context, key, target), patiently),
    write: (key, target, rows, options = {}) =>
      runExcel((context) => writeRows(context, { key, target, rows, options }), patiently),
    restore: (key, target, rows) => runExcel((context) => restoreRows(context, key, target, rows), patiently),
    unprepare: (key, prepared) => runExcel((context) => unprepareTarget(context, key, prepared), patiently),
    finish: (key, target) => runExcel((context) => finishTarget(context, key, target), patiently),
    selectCell: (sheetId, row, column) =>
      runExcel(async (context) => {
        const sheet = context.workbook.worksheets.getItem(sheetId);
        sheet.activate();
        sheet.getRangeByIndexes(row, column, 1, 1).select();
        await context.sync();
      }),
    writeReceipts: (rows) => runExcel((context) => writeReceipts(context, rows), patiently),
  };
}
