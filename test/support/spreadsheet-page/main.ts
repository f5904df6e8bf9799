import type { GridCell, Rect } from "../../../src/workbench/grid";
import { createSpreadsheet, type Spreadsheet } from "../../../src/workbench/spreadsheet/spreadsheet";
import { GRID_CONTRACT } from "../../contracts/grid";
import { createPageRuntime, pageCatalogue } from "./fake-functions";

declare global {
  interface Window {
    sheet: Spreadsheet;
    runtime: ReturnType<typeof createPageRuntime>;
    createRuntime: typeof createPageRuntime;
    /** `B2` or `B2:C4` on the active sheet, 0-based. */
    at: (address: string) => Rect;
    put: (address: string, rows: (string | number | boolean | null)[][]) => void;
    cells: (address: string) => GridCell[][];
    texts: (address: string) => string[][];
    /** Runs the contract of grids; resolves to what was broken. */
    brokenPromises: () => Promise<{ count: number; broken: { name: string; reason: string }[] }>;
    settled: (timeoutMs?: number) => Promise<void>;
    /** Resolves when `test` holds, looking every few milliseconds. */
    until: (test: () => boolean, timeoutMs?: number) => Promise<void>;
  }
}

const container = document.getElementById("app");
if (container === null) throw new Error("The page has no place for the spreadsheet.");
const runtime = createPageRuntime();
const sheet = await createSpreadsheet({ container, functions: pageCatalogue, runtime });

window.at = (address) => {
  const [from = "", to = from] = address.split(":");
  const corner = (text: string): { row: number; column: number } => {
    const [, letters = "", digits = ""] = /^([A-Z]+)(\d+)$/.exec(text) ?? [];
    const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    return { row: Number(digits) - 1, column };
  };
  const first = corner(from);
  const last = corner(to);
  return { ...first, rowCount: last.row - first.row + 1, columnCount: last.column - first.column + 1 };
};
window.put = (address, rows) => {
  const { row, column } = window.at(address);
  const rect = { row, column, rowCount: rows.length, columnCount: rows[0]?.length ?? 0 };
  sheet.enter(sheet.activeSheetId(), rect, rows, "user");
};
window.cells = (address) => sheet.read(sheet.activeSheetId(), window.at(address));
window.texts = (address) => window.cells(address).map((row) => row.map(({ text }) => text));
window.until = async (test, timeoutMs = 20_000) => {
  const end = performance.now() + timeoutMs;
  while (!test()) {
    if (performance.now() > end) throw new Error(`Waited ${timeoutMs} ms for ${test.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
window.settled = (timeoutMs) => window.until(() => sheet.busyCells().length === 0, timeoutMs);
window.brokenPromises = async () => {
  const broken: { name: string; reason: string }[] = [];
  for (const { name, run } of GRID_CONTRACT) {
    sheet.load({ sheets: [{ name: "Sheet1", cells: [], columnWidths: [], hiddenRows: [] }] });
    await sheet.calculated();
    await run({ grid: sheet, told: () => new Promise((resolve) => setTimeout(resolve, 0)) }).catch((error: unknown) => {
      broken.push({ name, reason: String(error) });
    });
  }
  return { count: GRID_CONTRACT.length, broken };
};
window.createRuntime = createPageRuntime;
window.runtime = runtime;
window.sheet = sheet;
