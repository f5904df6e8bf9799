import { createSpreadsheet } from "../../../src/workbench/spreadsheet/spreadsheet";
import { createPageRuntime, pageCatalogue } from "./fake-functions";

declare global {
  interface Window {
    sheet: Awaited<ReturnType<typeof createSpreadsheet>>;
    runtime: ReturnType<typeof createPageRuntime>;
    settled: (timeoutMs?: number) => Promise<void>;
  }
}

const container = document.getElementById("app");
if (container === null) throw new Error("The page has no place for the spreadsheet.");
const runtime = createPageRuntime();
const sheet = await createSpreadsheet({ container, functions: pageCatalogue, runtime });
window.runtime = runtime;
window.sheet = sheet;
window.settled = async (timeoutMs = 20_000) => {
  const end = performance.now() + timeoutMs;
  while (sheet.busyCells().length > 0) {
    if (performance.now() > end) throw new Error(`Busy: ${JSON.stringify(sheet.busyCells().slice(0, 5))}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
