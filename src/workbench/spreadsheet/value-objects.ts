import { ArrayValueObject, BooleanValueObject, NumberValueObject, StringValueObject } from "@univerjs/engine-formula";
import type { Nullable } from "@univerjs/core";
import type { BaseReferenceObject, BaseValueObject, FunctionVariantType } from "@univerjs/engine-formula";
import type { FunctionResult, ResultValue } from "../functions";
import type { Argument, ArgumentCell } from "./arguments";
import { errorValue } from "./error-types";

/** Reads what Univer hands to a function. */
export function argumentOf(variant: FunctionVariantType): Argument {
  const value = isReference(variant) ? variant.toArrayValueObject() : variant;
  if (!isArray(value)) return { isBlock: false, rows: [[cellOf(value)]] };
  return { isBlock: true, rows: value.getArrayValue().map((row) => row.map(cellOf)) };
}

function cellOf(value: Nullable<BaseValueObject>): ArgumentCell {
  if (!value || value.isNull()) return null;
  return value.isError() ? { error: String(value.getValue()) } : value.getValue();
}

/** Makes what Univer puts into cells of what a function answered. */
export function valueObjectOf(result: FunctionResult): BaseValueObject {
  return isRows(result) ? blockOf(result.map((row) => row.map(singleOf))) : singleOf(result);
}

/** A spill; rows that are too short end in `#N/A`, as in Excel. */
export function blockOf(rows: readonly (readonly BaseValueObject[])[]): BaseValueObject {
  const columnCount = Math.max(0, ...rows.map((row) => row.length));
  const [first] = rows;
  if (first === undefined || columnCount === 0) return errorValue("#CALC!");
  if (rows.length === 1 && columnCount === 1 && first[0] !== undefined) return first[0];
  return ArrayValueObject.create({
    calculateValueList: rows.map((row) => Array.from({ length: columnCount }, (_, i) => row[i] ?? errorValue("#N/A"))),
    rowCount: rows.length,
    columnCount,
    unitId: "",
    sheetId: "",
    row: -1,
    column: -1,
  });
}

function singleOf(value: ResultValue): BaseValueObject {
  // A function that answers nothing leaves an empty text: a cell with a formula is never blank.
  if (value === null) return StringValueObject.create("");
  if (typeof value === "boolean") return BooleanValueObject.create(value);
  if (typeof value === "number") return Number.isFinite(value) ? NumberValueObject.create(value) : errorValue("#NUM!");
  if (typeof value === "string") return StringValueObject.create(value);
  if (value.type === "error") return errorValue(value.code);
  return NumberValueObject.create(value.value, value.numberFormat);
}

/** The address Univer knows an argument by; `undefined` where it is no reference. */
export interface ArgumentPlace {
  readonly sheetId: string;
  readonly startRow: number;
  readonly startColumn: number;
  readonly endRow: number;
  readonly endColumn: number;
}

export function placeOf(variant: FunctionVariantType): ArgumentPlace | undefined {
  if (!isReference(variant)) return undefined;
  const { startRow, startColumn, endRow, endColumn } = variant.getRangePosition();
  return { sheetId: variant.getSheetId(), startRow, startColumn, endRow, endColumn };
}

const isReference = (variant: FunctionVariantType): variant is BaseReferenceObject => variant.isReferenceObject();
const isArray = (value: BaseValueObject): value is ArrayValueObject => value.isArray();
export const isRows = (result: FunctionResult): result is readonly (readonly ResultValue[])[] => Array.isArray(result);
