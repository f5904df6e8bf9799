import { FormulaDataModel } from "@univerjs/engine-formula";
import type { CellPlace } from "./cell-runs";
import type { UniverApp } from "./univer-app";
import type { WorkbookFile } from "./workbook-file";
import { loadWorkbook } from "./workbook-loading";

/** Opens a file in place of the open workbook; answers the cells that have no final value. */
export function openWorkbook(app: UniverApp, file: WorkbookFile, id: string): readonly CellPlace[] {
  const { data, spillRanges, spillCells, unfinished } = loadWorkbook(file, id);
  const model = app.injector.get(FormulaDataModel);
  // Univer clears the spills of a closed workbook a little later, and with them those of the new one, if there are any.
  model.setArrayFormulaRange({});
  model.setArrayFormulaCellData({});
  app.open(data);
  model.setArrayFormulaRange({ [id]: spillRanges });
  model.setArrayFormulaCellData({ [id]: spillCells });
  const active = app
    .workbook()
    .getSheets()
    .find((sheet) => sheet.getName() === file.activeSheet);
  if (active) app.workbook().setActiveSheet(active);
  return unfinished;
}
