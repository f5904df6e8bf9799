import type { WriteBlock } from "./write-blocks";

/** Queues the blocks' formats and values, formats first: text must find its cell already made for text. */
export function assignBlocks(sheet: Excel.Worksheet, blocks: readonly WriteBlock[]): void {
  for (const { row, column, values, numberFormats, keepsFormats } of blocks) {
    const range = sheet.getRangeByIndexes(row, column, values.length, values[0]?.length ?? 1);
    if (!keepsFormats) range.numberFormat = mutable(numberFormats);
    range.values = mutable(values);
  }
}

function mutable<Item>(rows: readonly (readonly Item[])[]): Item[][] {
  return rows.map((row) => [...row]);
}
