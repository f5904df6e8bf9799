import type { Answer } from "../answer";
import type { CellValue } from "../cell-value";
import type { FieldColumns } from "./field-columns";
import type { RowVerdict } from "./run-tally";

/** The header of the last column of a run. */
export const statusHeader = "Enrich status";

const statusText: Readonly<Record<RowVerdict["status"], string>> = {
  matched: "Matched",
  not_found: "Not found",
  redacted: "Redacted",
  invalid: "Not an identifier",
  failed: "Failed",
};

/** What an answer means for the rows that wait for it. */
export function verdictOf(answer: Answer | undefined, isKnown: boolean): RowVerdict {
  if (answer === undefined) return { status: "invalid" };
  if (answer.status !== "failed") return { status: answer.status, isKnown };
  return { status: "failed", code: answer.code };
}

/**
 * What is written beside a key: the person's values; empty cells where nobody was found, so that nothing older stands
 * beside the name; untouched cells where nothing is known.
 */
export function rowValues(
  answer: Answer | undefined,
  columns: { readonly fields: FieldColumns; readonly count: number; readonly withStatus: boolean },
): readonly (CellValue | undefined)[] {
  const status = columns.withStatus ? [statusText[verdictOf(answer, false).status]] : [];
  return [...fieldValues(answer, columns.fields, columns.count), ...status];
}

function fieldValues(answer: Answer | undefined, fields: FieldColumns, count: number): (CellValue | undefined)[] {
  if (answer?.status === "matched") return fields.values(answer).map(withoutError);
  const isNobody = answer?.status === "not_found" || answer?.status === "redacted";
  return new Array<CellValue | undefined>(count).fill(isNobody ? "" : undefined);
}

/** A run writes plain values: what a formula would show as an error is an empty cell here. */
function withoutError(value: CellValue): CellValue {
  return typeof value === "object" && value.kind === "error" ? "" : value;
}
