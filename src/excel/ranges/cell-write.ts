import { cellText, type CellValue } from "../../core/cell-value";
import type { KeyFormula } from "../../core/run/sheet";
import { cellAddress } from "../../core/cell-address";

/** What is assigned to a cell; `null` leaves value or format as it is. */
export interface CellWrite {
  readonly value: string | number | boolean | null;
  /** Set before the value, in the same batch. */
  readonly numberFormat: string | null;
  /** Set after the value: a formula in a cell that is shown as text. Default: none. */
  readonly lateFormat?: string;
  /** A value through and through, of which Excel is to read nothing but what it says: it may be written typed. */
  readonly isValue?: true;
}

/** A cell that is not touched. */
export const untouched: CellWrite = { value: null, numberFormat: null };

/** Excel takes what is written into such a cell for text, whatever it looks like. */
export const textFormat = "@";
const dateFormat = "yyyy-mm-dd";
export const generalFormat = "General";

/**
 * A value as it can be written without Excel reading anything into it: text stays text, whatever it looks like. Errors
 * become empty cells.
 */
export function cellWrite(value: CellValue): CellWrite {
  if (typeof value === "string") return textWrite(value);
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value)))
    return { value, numberFormat: generalFormat, isValue: true };
  if (typeof value === "object" && value.kind === "date")
    return { value: value.serial, numberFormat: dateFormat, isValue: true };
  return emptied;
}

/** The only formula that is ever written: this add-in's own, over the key in `keyColumn` of its row; both 0-based. */
export function formulaWrite({ field }: KeyFormula, row: number, keyColumn: number): CellWrite {
  // A field path of the catalogue has no quotes; doubled all the same, so that nothing can get out of the text.
  const value = `=ENRICH.PERSON($${cellAddress(row, keyColumn)},"${field.replaceAll('"', '""')}")`;
  return { value, numberFormat: generalFormat };
}

const emptied: CellWrite = { value: "", numberFormat: null, isValue: true };

function textWrite(text: string): CellWrite {
  if (text === "") return emptied;
  return { value: cellText(text), numberFormat: isPlainWords(text) ? null : textFormat, isValue: true };
}

/** Words that Excel reads as a value in some language or other. */
const spokenValues = /^(true|false|wahr|falsch|vrai|faux|verdadero|falso|vero|waar|onwaar|sant|falskt|prawda|fałsz)$/iu;

/**
 * Text that no Excel takes for a formula, number, date or time: begins with a letter and has no digit of any script.
 * Everything else, harmless or not, is pinned down as text.
 */
export function isPlainWords(text: string): boolean {
  return /^\p{L}/u.test(text) && !/[\p{N}\r\n\t\0]/u.test(text) && !spokenValues.test(text.trim());
}
