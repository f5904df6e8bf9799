import type { WorkbookFile } from "./workbook-file";
import { readWorkbook } from "./xlsx-read";
import { writeWorkbook } from "./xlsx-write";

// 860 kB that only opening and saving need.
const loadExceljs = async () => (await import("exceljs/dist/exceljs.bare.min.js")).default;

/** Reads an .xlsx; add-in functions in it are known by their names in full. Rejects what is none. */
export async function parseXlsx(bytes: Uint8Array, addinFunctions: readonly string[]): Promise<WorkbookFile> {
  const exceljs = await loadExceljs();
  const book = new exceljs.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  return readWorkbook(book, addinFunctions);
}

/** Writes an .xlsx. */
export async function formatXlsx(file: WorkbookFile, addinFunctions: readonly string[]): Promise<Uint8Array> {
  const exceljs = await loadExceljs();
  const book = new exceljs.Workbook();
  writeWorkbook(file, book, addinFunctions);
  return new Uint8Array(await book.xlsx.writeBuffer());
}
