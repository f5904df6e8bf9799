import { generalFormat, type CellWrite } from "./cell-write";

/** The kinds of values a run writes, as `Range.valuesAsJson` takes them. */
export type TypedValue = Excel.EmptyCellValue | Excel.StringCellValue | Excel.BooleanCellValue | Excel.DoubleCellValue;

/** A value with its type; a number that is shown in a format of its own names it. */
export function typedValue(value: CellWrite["value"], numberFormat: string | null): TypedValue {
  if (value === null || value === "") return { type: "Empty", basicType: "Empty", basicValue: "" };
  if (typeof value === "string") return { type: "String", basicType: "String", basicValue: value };
  if (typeof value === "boolean") return { type: "Boolean", basicType: "Boolean", basicValue: value };
  const format = numberFormat === null || numberFormat === generalFormat ? {} : { numberFormat };
  return { type: "Double", basicType: "Double", basicValue: value, ...format };
}
