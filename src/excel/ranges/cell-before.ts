import type { CellBefore } from "../../core/run/sheet";
import { generalFormat, isPlainWords, textFormat, type CellWrite } from "./cell-write";

/** What Excel tells of a block, row by row. */
export interface BlockReading {
  readonly formulas: readonly (readonly unknown[])[];
  readonly values: readonly (readonly unknown[])[];
  readonly valueTypes: readonly (readonly unknown[])[];
  readonly numberFormat: readonly (readonly unknown[])[];
}

/** What has to be loaded for a `BlockReading`. */
export const blockReading = { formulas: true, values: true, valueTypes: true, numberFormat: true } as const;

/** Reads how one cell of a block can be put back. */
export function cellBefore(block: BlockReading, down: number, right: number): CellBefore {
  const formula = block.formulas[down]?.[right];
  const format = block.numberFormat[down]?.[right];
  const numberFormat = typeof format === "string" ? format : generalFormat;
  if (typeof formula === "number" || typeof formula === "boolean") return { formula, numberFormat };
  const text = typeof formula === "string" ? formula : "";
  const isText = block.valueTypes[down]?.[right] === "String" && block.values[down]?.[right] === text;
  return { formula: isText ? typedText(text) : text, numberFormat };
}

/**
 * `Range.formulas` gives text without its apostrophe: written back as it is, `=1+1` in a text cell would come alive
 * (github.com/OfficeDev/office-js/issues/6687). Text that is not plain words gets the apostrophe back.
 */
function typedText(text: string): string {
  return text === "" || isPlainWords(text) ? text : `'${text}`;
}

/** Puts a cell back as it was. */
export function putBack({ formula, numberFormat }: CellBefore): CellWrite {
  if (numberFormat !== textFormat || typeof formula !== "string") return { value: formula, numberFormat };
  // In a text cell an apostrophe would stay; and a formula in one has to be there before the cell is made for text.
  if (formula.startsWith("'")) return { value: formula.slice(1), numberFormat };
  if (!formula.startsWith("=")) return { value: formula, numberFormat };
  return { value: formula, numberFormat: generalFormat, lateFormat: textFormat };
}

/** Whether the cell still holds what was written into it. */
export function holds(now: CellBefore, { value, numberFormat }: CellWrite): boolean {
  if (value === null) return true;
  if (typeof value !== "string" || (value.startsWith("=") && numberFormat !== textFormat)) return now.formula === value;
  const hasApostrophe = numberFormat !== textFormat && value.startsWith("'");
  return now.formula === typedText(hasApostrophe ? value.slice(1) : value);
}

/** Whether nothing stands in the cell, not even a formula that shows nothing. */
export function isBlank({ formula }: CellBefore): boolean {
  return formula === "";
}
