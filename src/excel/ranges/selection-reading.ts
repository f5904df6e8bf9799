import { columnLetters } from "../../core/cell-address";
import { parseIdentifier } from "../../core/identifier";
import type { KeyCell, KeyColumn } from "../../core/run/sheet";
import { isSupported } from "../office";
import { blockAddress, runsOf, type Block, type Run } from "./address";
import { overlapOf } from "./block-overlap";
import { cellTextOf, readColumn } from "./key-reading";
import { mergedCells } from "./merged-cells";
import { tableAround, totalsRowOf } from "./tables";
import { hiddenRowsOf } from "./visible-rows";

/** Columns and rows in which a selected block is searched for the column that names people. */
const searchedColumns = 50;
const searchedRows = 50;

const place = { rowIndex: true, rowCount: true, columnIndex: true, columnCount: true } as const;

/** The selected cells of the column that names people, without its empty ends; everything else is only counted. */
export async function readSelection(
  context: Excel.RequestContext,
  { visibleOnly }: { readonly visibleOnly: boolean },
): Promise<KeyColumn | undefined> {
  const { areas } = context.workbook.getSelectedRanges();
  areas.load({ rowIndex: true, rowCount: true, columnIndex: true, columnCount: true });
  const sheet = context.workbook.worksheets.getActiveWorksheet().load({ id: true, name: true });
  const used = sheet.getUsedRangeOrNullObject(true).load(place);
  await context.sync();
  if (used.isNullObject) return undefined;
  const blocks = areas.items.flatMap((area) => overlapOf(blockOf(area), blockOf(used)) ?? []);
  const column = await keyColumnOf(context, sheet, blocks);
  if (column === undefined) return undefined;
  const own = blocks.filter((block) => isIn(block, column));
  const rows = runsOf(own.flatMap(({ row, rowCount }) => Array.from({ length: rowCount }, (_, index) => row + index)));
  const read = withoutEmptyEnds(await readRuns(context, sheet, column, rows));
  if (read.length === 0) return undefined;
  const [first, last] = [read[0]?.row ?? 0, read.at(-1)?.row ?? 0];
  const table = await tableAround(context, sheet, { row: first, column, rowCount: last - first + 1 });
  // A row of totals is nobody, whatever it says.
  const cells = withoutEmptyEnds(read.filter(({ row }) => row !== totalsRowOf(table)));
  if (cells.length === 0) return undefined;

  const hidden = await hiddenRowsOf(context, sheet, column, runsOf(cells.map(({ row }) => row)));
  // A cell merged with those below leaves these empty: where none is, Excel need not be asked (merged-cells.ts).
  const hasGaps = cells.some(({ text }) => text === "") && isSupported("ExcelApi", "1.13");
  const merged = hasGaps ? await mergedCells(context, sheet, column, cells) : undefined;
  // What continues the cell above is no blank cell.
  const shown = cells.filter(({ row }) => !(visibleOnly && hidden.has(row)) && merged?.continued.has(row) !== true);
  return {
    address: addressOf(sheet.name, column, cells),
    sheetId: sheet.id,
    sheetName: sheet.name,
    column,
    cells: shown,
    notes: {
      areas: own.length,
      hiddenRows: hidden.size,
      otherColumns: new Set(blocks.flatMap(columnsOf)).size - 1,
      mergedCells: merged?.count ?? 0,
      tableName: table !== undefined && table.block.row <= (cells[0]?.row ?? 0) ? table.name : undefined,
    },
  };
}

function blockOf(range: Excel.Range): Block {
  const { rowIndex: row, columnIndex: column, rowCount, columnCount } = range;
  return { row, column, rowCount, columnCount };
}

function columnsOf({ column, columnCount }: Block): readonly number[] {
  return Array.from({ length: columnCount }, (_, index) => column + index);
}

function isIn({ column: first, columnCount }: Block, column: number): boolean {
  return column >= first && column < first + columnCount;
}

/** The first selected column that names somebody; where none does, the first that says anything. */
async function keyColumnOf(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  blocks: readonly Block[],
): Promise<number | undefined> {
  const columns = new Set(blocks.flatMap(columnsOf));
  if (columns.size <= 1) return [...columns][0];
  const looks = blocks.map((block) => {
    const [rowCount, columnCount] = [
      Math.min(block.rowCount, searchedRows),
      Math.min(block.columnCount, searchedColumns),
    ];
    const range = sheet.getRangeByIndexes(block.row, block.column, rowCount, columnCount).load({ values: true });
    return { block, range };
  });
  await context.sync();
  const texts = new Map<number, string[]>();
  for (const { block, range } of looks) {
    for (const line of range.values) {
      line.forEach((value: unknown, index) => {
        const column = block.column + index;
        texts.set(column, [...(texts.get(column) ?? []), cellTextOf(value)]);
      });
    }
  }
  const found = [...texts];
  const naming = found.find(([, all]) => all.some((text) => parseIdentifier(text).status === "identifier"));
  const saying = found.find(([, all]) => all.some((text) => text.trim() !== ""));
  return (naming ?? saying ?? found[0])?.[0];
}

async function readRuns(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  column: number,
  runs: readonly Run[],
): Promise<readonly KeyCell[]> {
  const cells: KeyCell[] = [];
  for (const run of runs) cells.push(...(await readColumn(context, sheet, column, run)));
  return cells;
}

function withoutEmptyEnds(cells: readonly KeyCell[]): readonly KeyCell[] {
  const says = ({ text }: KeyCell): boolean => text.trim() !== "";
  const first = cells.findIndex(says);
  return first < 0 ? [] : cells.slice(first, cells.findLastIndex(says) + 1);
}

/** As Excel writes it, the parts of a selection in several areas divided by commas. */
function addressOf(sheetName: string, column: number, cells: readonly KeyCell[]): string {
  const [first, ...others] = runsOf(cells.map(({ row }) => row));
  if (first === undefined) return sheetName;
  const letters = columnLetters(column);
  const rest = others.map(({ first: row, count }) => `,${letters}${row + 1}:${letters}${row + count}`);
  return blockAddress(sheetName, { row: first.first, column, rowCount: first.count, columnCount: 1 }) + rest.join("");
}
