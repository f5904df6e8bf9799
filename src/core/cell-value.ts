/** What only a spreadsheet cell can say: a value, or an error with a sentence. */
export type CellValue = string | number | boolean | CellDate | CellError;

/** A day without a time: a serial number in Excel's 1900 system, shown as a date. */
export interface CellDate {
  readonly kind: "date";
  readonly serial: number;
}

/** Only these two errors can carry a sentence in Excel. */
export interface CellError {
  readonly kind: "error";
  readonly code: "#N/A" | "#VALUE!";
  readonly message: string;
}

/** More characters than this turn a function's result into an error. */
export const maxCellTextLength = 32_767;
const cutMark = " … [cut]";

/** Text as a cell can hold it: cut, and marked as cut, where it is longer than Excel allows. */
export function cellText(text: string): string {
  if (text.length <= maxCellTextLength) return text;
  const kept = text.slice(0, maxCellTextLength - cutMark.length);
  return kept.replace(/[\uD800-\uDBFF]$/u, "") + cutMark;
}

/** `#VALUE!`: what was asked for makes no sense. */
export function valueError(message: string): CellError {
  return { kind: "error", code: "#VALUE!", message };
}

/** `#N/A`: the question was good, but there is no answer. */
export function notAvailable(message: string): CellError {
  return { kind: "error", code: "#N/A", message };
}
