import { cellText, type CellValue } from "../../core/cell-value";

/** What is assigned to a cell; `null` leaves value or format as it is. */
export interface CellWrite {
  readonly value: string | number | boolean | null;
  /** Set before the value, in the same batch. */
  readonly numberFormat: string | null;
}

/** A cell that is not touched. */
export const untouched: CellWrite = { value: null, numberFormat: null };

/** Excel takes what is written into such a cell for text, whatever it looks like. */
export const textFormat = "@";
const dateFormat = "yyyy-mm-dd";
const generalFormat = "General";

/**
 * A value as it can be written without Excel reading anything into it: text stays text, whatever it looks like. Errors
 * become empty cells.
 */
export function cellWrite(value: CellValue): CellWrite {
  if (typeof value === "string") return textWrite(value);
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value)))
    return { value, numberFormat: generalFormat };
  if (typeof value === "object" && value.kind === "date") return { value: value.serial, numberFormat: dateFormat };
  return emptied;
}

const emptied: CellWrite = { value: "", numberFormat: null };

function textWrite(text: string): CellWrite {
  if (text === "") return emptied;
  return { value: cellText(text), numberFormat: isPlainWords(text) ? null : textFormat };
}

/** Words that Excel reads as a value in some language or other. */
const spokenValues = /^(true|false|wahr|falsch|vrai|faux|verdadero|falso|vero|waar|onwaar|sant|falskt|prawda|fałsz)$/iu;

/**
 * Text that no Excel takes for a formula, number, date or time: begins with a letter and has no digit of any script.
 * Everything else, harmless or not, is pinned down as text.
 */
function isPlainWords(text: string): boolean {
  return /^\p{L}/u.test(text) && !/[\p{N}\r\n\t\0]/u.test(text) && !spokenValues.test(text.trim());
}
