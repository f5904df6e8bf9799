import { IUniverInstanceService } from "@univerjs/core";
import { ILayoutService } from "@univerjs/preset-sheets-core";
import type { FunctionCatalogue, FunctionRuntime } from "../functions";
import { GridError } from "../grid";
import type { Grid } from "../grid";
import { cellAddress, rangeAddress } from "./addresses";
import { createCellReader } from "./cell-reading";
import { createCellWriter } from "./cell-writing";
import { createChangeLog } from "./change-log";
import { listenForKeysFirst, offerEnumValues } from "./enum-choices";
import { showErrorTooltips } from "./error-tooltip";
import { registerBusyError } from "./error-types";
import { createFunctionCalls } from "./function-calls";
import { addinFormulaTest, registerFunctions } from "./function-registration";
import type { GridContext } from "./grid-context";
import { makeConditionalsLazy } from "./lazy-if";
import { observeChanges } from "./observed-changes";
import { watchPasses } from "./passes";
import { createPreview } from "./preview";
import type { FormulaPreview } from "./preview";
import { createRecalculation } from "./recalculation";
import { createSelection } from "./selection";
import { createSheetStructure } from "./sheet-structure";
import { createSheetTabs } from "./sheet-tabs";
import { readSignsAsFormulas } from "./typed-input";
import { startUniver } from "./univer-app";
import type { WorkbookFile } from "./workbook-file";
import { openWorkbook } from "./workbook-opening";
import { saveWorkbook } from "./workbook-saving";
import { formatXlsx, parseXlsx } from "./xlsx";

/** The spreadsheet of the workbench: the grid of a page, and what the page around it asks of it. */
export interface Spreadsheet extends Grid {
  /** Calls wait for a runtime; another one takes over what the former had not answered. */
  setRuntime(runtime: FunctionRuntime | undefined): void;
  /** Opens a workbook: stored values stay, and only formulas without a final value are evaluated again. */
  load(file: WorkbookFile): void;
  snapshot(): WorkbookFile;
  /** Opens an .xlsx; resolves to what `saveXlsx` was given beside the cells, if anything. */
  openXlsx(bytes: Uint8Array): Promise<string | undefined>;
  saveXlsx(extras?: string): Promise<Uint8Array>;
  /** Evaluates a formula without a cell, calling its functions once, as Excel does while it is written. */
  preview(formula: string): Promise<FormulaPreview>;
  message(sheetId: string, row: number, column: number): string | undefined;
  /** Resolves when every formula that a change concerns has been evaluated; add-in calls may still be busy. */
  calculated(): Promise<void>;
  /** Gives the keyboard to the grid. */
  focus(): void;
  dispose(): void;
}

export interface SpreadsheetOptions {
  readonly container: HTMLElement;
  readonly functions: FunctionCatalogue;
  readonly runtime?: FunctionRuntime;
}

/** Draws a spreadsheet in `container`, with one empty sheet, once its engine has started. */
export async function createSpreadsheet({ container, functions, runtime }: SpreadsheetOptions): Promise<Spreadsheet> {
  registerBusyError();
  makeConditionalsLazy();
  const keys = listenForKeysFirst();
  const app = startUniver(container);
  // Univer starts its services with the first workbook.
  app.open(emptyWorkbook());
  await app.whenReady();
  const nameOf = (sheetId: string): string => app.workbook().getSheetBySheetId(sheetId)?.getName() ?? "";
  const passes = watchPasses(app.injector, () => app.workbook().getUnitId());
  const calls = createFunctionCalls({
    addressOf: (place) => cellAddress(nameOf(place.sheetId), place),
    onResult: (place) => passes.request([place]),
    runtime,
  });
  passes.onEnd(() => calls.endPass(passes.current()));
  let currentRuntime = runtime;
  const preview = createPreview({ app, passes, runtime: () => currentRuntime });
  registerFunctions(app.injector, functions, (description) => (place, args, argumentPlaces) => {
    const parameterAddresses = argumentPlaces.map((at) => (at ? rangeAddress(nameOf(at.sheetId), at) : ""));
    const ask = { place, description, args, parameterAddresses };
    return preview.isAsking() ? preview.ask(ask) : calls.ask(ask, passes.current());
  });

  const protectedSheets = new Set<string>();
  const changes = createChangeLog();
  const isAddinFormula = addinFormulaTest(functions);
  const reader = createCellReader({ app, calls });
  const recalculation = createRecalculation({ app, calls, passes, reader, isAddinFormula });
  const context: GridContext = {
    app,
    calls,
    passes,
    changes,
    isAddinFormula,
    invalidateSheet: (sheetId) => recalculation.invalidateSheet(sheetId),
    checkEditable(sheetId) {
      if (protectedSheets.has(sheetId)) throw new GridError("AccessDenied", "The sheet is protected.");
    },
  };
  const endings = [
    observeChanges({ ...context, isProtected: (sheetId) => protectedSheets.has(sheetId) }),
    showErrorTooltips(app, container, reader),
    offerEnumValues(app, functions, keys),
    readSignsAsFormulas(app),
  ];
  const writer = createCellWriter(context, reader);
  const names = functions.functions.map(({ fullName }) => fullName);
  let opened = 0;
  const load = (file: WorkbookFile): void => {
    calls.forgetAll();
    protectedSheets.clear();
    opened += 1;
    passes.request(openWorkbook(app, file, `workbook${opened}`));
  };

  return {
    ...createSheetTabs(context),
    ...createSheetStructure(context, reader, writer),
    ...createSelection(context),
    ...reader,
    ...writer,
    ...recalculation,
    onChange: (listener) => changes.onChange(listener),
    protectSheet(sheetId, on) {
      app.sheet(sheetId);
      if (on) protectedSheets.add(sheetId);
      else protectedSheets.delete(sheetId);
    },
    isProtected: (sheetId) => protectedSheets.has(sheetId),
    load,
    snapshot: () => saveWorkbook(app, reader),
    async openXlsx(bytes) {
      const file = await parseXlsx(bytes, names);
      load(file);
      return file.extras;
    },
    saveXlsx: (extras) => formatXlsx({ ...saveWorkbook(app, reader), ...(extras && { extras }) }, names),
    preview: (formula) => preview.evaluate(formula),
    setRuntime(next) {
      currentRuntime = next;
      calls.setRuntime(next);
    },
    focus() {
      app.injector.get(IUniverInstanceService).focusUnit(app.workbook().getUnitId());
      app.injector.get(ILayoutService).focus();
    },
    calculated: () => passes.idle(),
    dispose() {
      for (const end of endings) end();
      keys.dispose();
      passes.dispose();
      app.dispose();
    },
  };
}

const emptyWorkbook = () => ({
  id: "workbook",
  name: "Book1",
  sheetOrder: ["sheet1"],
  sheets: { sheet1: { id: "sheet1", name: "Sheet1", rowCount: 1000, columnCount: 26 } },
});
