import { isSupported } from "../office";
import { typedValue, type TypedValue } from "./typed-value";
import type { WriteBlock } from "./write-blocks";

/** The cells of a block. */
export function rangeOfBlock(sheet: Excel.Worksheet, { row, column, values }: WriteBlock): Excel.Range {
  return sheet.getRangeByIndexes(row, column, values.length, values[0]?.length ?? 1);
}

/**
 * Queues the blocks' formats and values, formats first: text must find its cell already made for text. Where Excel takes
 * typed values, text is said to be text besides.
 */
export function assignBlocks(sheet: Excel.Worksheet, blocks: readonly WriteBlock[]): void {
  const takesTyped = isSupported("ExcelApi", "1.16");
  for (const block of blocks) {
    const range = rangeOfBlock(sheet, block);
    if (!block.keepsFormats) range.numberFormat = mutable(block.numberFormats);
    if (takesTyped && block.isTyped) range.valuesAsJson = typedValues(block);
    else range.values = mutable(block.values);
    if (block.lateFormats !== undefined) range.numberFormat = mutable(block.lateFormats);
  }
}

function typedValues({ values, numberFormats }: WriteBlock): TypedValue[][] {
  return values.map((line, down) =>
    line.map((value, right) => typedValue(value, numberFormats[down]?.[right] ?? null)),
  );
}

function mutable<Item>(rows: readonly (readonly Item[])[]): Item[][] {
  return rows.map((row) => [...row]);
}
