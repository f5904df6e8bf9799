import type { WriteBlock } from "./write-blocks";

/** The cells of a block. */
export function rangeOfBlock(sheet: Excel.Worksheet, { row, column, values }: WriteBlock): Excel.Range {
  return sheet.getRangeByIndexes(row, column, values.length, values[0]?.length ?? 1);
}

/** Queues the blocks' formats and values, formats first: text must find its cell already made for text. */
export function assignBlocks(sheet: Excel.Worksheet, blocks: readonly WriteBlock[]): void {
  for (const block of blocks) {
    const range = rangeOfBlock(sheet, block);
    if (!block.keepsFormats) range.numberFormat = mutable(block.numberFormats);
    range.values = mutable(block.values);
    if (block.lateFormats !== undefined) range.numberFormat = mutable(block.lateFormats);
  }
}

function mutable<Item>(rows: readonly (readonly Item[])[]): Item[][] {
  return rows.map((row) => [...row]);
}
