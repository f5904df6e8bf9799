import type { FunctionResult, ResultValue } from "../functions";
import { isList, isRecord, textOf } from "./json";

/** What a cell shows for each error code of the client. */
const ERROR_TEXTS: ReadonlyMap<number, string> = new Map([
  [0, "#VALUE!"],
  [1, "#N/A"],
  [5, "#DIV/0!"],
  [6, "#NUM!"],
  [8, "#NULL!"],
  [9, "#NAME?"],
  [10, "#NAME?"],
]);
const THREW = 2;

/** One settled invocation, as the client reports it. */
interface ReportedResult {
  readonly invocationId: number;
  readonly isOk: boolean;
  readonly value: unknown;
  readonly errorCode: number;
}

/** Reads `[id, true, value, …]`, `[id, false, message, code, …]` and the older object form. */
export function readReport(wire: unknown): ReportedResult | undefined {
  const [id, isOk, value, code] = isList(wire)
    ? wire
    : isRecord(wire)
      ? [wire["id"], wire["failed"] !== true, wire["value"], wire["errorCode"]]
      : [];
  if (typeof id !== "number") return undefined;
  return { invocationId: id, isOk: isOk === true, value, errorCode: typeof code === "number" ? code : 0 };
}

/** The cell value, spill or error that a report stands for. */
export function resultOf(report: ReportedResult, functionName: string): FunctionResult {
  if (!report.isOk) return errorOf(report, functionName);
  const { value } = report;
  if (!isList(value)) return plainValue(value);
  return value.map((row) => (isList(row) ? row.map(plainValue) : [plainValue(row)]));
}

function errorOf({ errorCode, value }: ReportedResult, functionName: string): ResultValue {
  const code = ERROR_TEXTS.get(errorCode) ?? "#VALUE!";
  const said = messageOf(value);
  const message =
    said === "" && errorCode === THREW
      ? `${functionName} failed: it threw an exception, or the add-in has not associated it.`
      : said;
  return { type: "error", code, ...(message === "" ? {} : { message }) };
}

function messageOf(value: unknown): string {
  return isRecord(value) ? textOf(value["message"]) : textOf(value);
}

/** Entities and the like show their basic value; a blank in a result is a blank. */
function plainValue(value: unknown): ResultValue {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return value;
    default:
      return isRecord(value) ? typedValue(value) : null;
  }
}

function typedValue(value: Readonly<Record<string, unknown>>): ResultValue {
  const { basicValue, numberFormat } = value;
  switch (value["type"]) {
    case "Error":
    case "CustomFunctionError": {
      const message = textOf(value["message"]);
      const code = typeof basicValue === "string" ? basicValue : textOf(value["code"]) || "#VALUE!";
      return { type: "error", code, ...(message === "" ? {} : { message }) };
    }
    case "FormattedNumber":
      return typeof basicValue === "number" && typeof numberFormat === "string"
        ? { type: "formattedNumber", value: basicValue, numberFormat }
        : plainValue(basicValue);
    case "Entity":
    case "WebImage":
      return typeof value["text"] === "string" ? value["text"] : basicOf(basicValue);
    default:
      return basicOf(basicValue);
  }
}

/** A value of no known type is an error, as in Excel. */
function basicOf(basicValue: unknown): ResultValue {
  if (typeof basicValue === "string" && basicValue.startsWith("#")) return { type: "error", code: basicValue };
  return isRecord(basicValue) || basicValue === undefined ? { type: "error", code: "#VALUE!" } : plainValue(basicValue);
}
