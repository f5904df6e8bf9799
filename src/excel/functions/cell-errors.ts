import type { CellError, CellValue } from "../../core/cell-value";

/** A number with the format it is shown in, as Excel takes it from a function since CustomFunctionsRuntime 1.4. */
export interface FormattedNumber {
  readonly type: "FormattedNumber";
  readonly basicValue: number;
  readonly numberFormat: string;
}

export type ExcelValue = string | number | boolean | FormattedNumber | CustomFunctions.Error;

const dateFormat = "yyyy-mm-dd";

/** Cells as Excel takes them from a function: dates formatted where it can, errors with their sentences. */
export function toExcelValues(cells: readonly (readonly CellValue[])[]): ExcelValue[][] {
  return cells.map((row) => row.map(toExcelValue));
}

/** The error as Excel shows it; only these two codes carry a sentence. */
export function toExcelError({ code, message }: CellError): CustomFunctions.Error {
  const { invalidValue, notAvailable } = CustomFunctions.ErrorCode;
  return new CustomFunctions.Error(code === "#VALUE!" ? invalidValue : notAvailable, message);
}

function toExcelValue(cell: CellValue): ExcelValue {
  if (typeof cell !== "object") return cell;
  if (cell.kind === "error") return toExcelError(cell);
  if (!takesFormattedNumbers()) return cell.serial;
  return { type: "FormattedNumber", basicValue: cell.serial, numberFormat: dateFormat };
}

/** A function can be called while Office is still starting: then dates stay plain serials. */
function takesFormattedNumbers(): boolean {
  if (typeof Office === "undefined") return false;
  const office: { readonly context?: { readonly requirements?: Office.RequirementSetSupport } } = Office;
  return office.context?.requirements?.isSetSupported("CustomFunctionsRuntime", "1.4") ?? false;
}
