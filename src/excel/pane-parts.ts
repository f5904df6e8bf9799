import { createBulkRunner } from "../core/run/create-bulk-runner";
import type { AddinSession } from "./create-session";
import { createExcelSheet } from "./ranges/excel-sheet";

/** What the pane is handed: loaded with it, so that formulas do not wait for it. */
export function createPaneParts({ enricher, connection, clock, request }: AddinSession) {
  return {
    runner: createBulkRunner({ enricher, sheet: createExcelSheet(), clock }),
    ...{ enricher, connection, clock, request },
    openHelp: () => Office.context.ui.openBrowserWindow(new URL("/help/functions.html", location.href).href),
  };
}
