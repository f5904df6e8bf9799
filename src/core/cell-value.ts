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
