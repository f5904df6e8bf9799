import type { Answer } from "../answer";
import type { CellValue } from "../cell-value";
import type { FieldColumns } from "./field-columns";
import type { RowVerdict } from "./row-verdict";
import type { TargetValue } from "./sheet";

/** The header of the last column of a run. */
export const statusHeader = "Enrich status";

const statusText: Readonly<Record<RowVerdict["status"], string>> = {
  matched: "Matched",
  not_found: "Not found",
  redacted: "Redacted",
  invalid: "Not an identifier",
  failed: "Failed",
};

/** Whether a status cell says what only a run writes. */
export function isStatusWord(text: string): boolean {
  return Object.values(statusText).includes(text);
}

/** The columns a run fills. */
export interface RunColumns {
  readonly fields: FieldColumns;
  readonly withStatus: boolean;
  readonly output: "values" | "formulas";
}

/** What an answer means for the rows that wait for it. */
export function verdictOf(answer: Answer | undefined, isKnown: boolean): RowVerdict {
  if (answer === undefined) return { status: "invalid" };
  if (answer.status !== "failed") return { status: answer.status, isKnown };
  return { status: "failed", code: answer.code };
}

/**
 * What is written beside a key: the person's values, or formulas for them; empty cells where nobody was found, so that
 * nothing older stands beside the name; untouched cells where nothing is known.
 */
export function rowValues(answer: Answer | undefined, columns: RunColumns): readonly TargetValue[] {
  const status = columns.withStatus ? [statusText[verdictOf(answer, false).status]] : [];
  return [...fieldValues(answer, columns), ...status];
}

function fieldValues(answer: Answer | undefined, { fields, output }: RunColumns): readonly TargetValue[] {
  if (answer === undefined || answer.status === "failed") return fields.headers.map(() => undefined);
  if (output === "formulas") return fields.headers.map((field) => ({ kind: "key_formula", field }));
  return answer.status === "matched" ? fields.values(answer).map(withoutError) : fields.headers.map(() => "");
}

/** A run writes plain values: what a formula would show as an error is an empty cell here. */
function withoutError(value: CellValue): CellValue {
  return typeof value === "object" && value.kind === "error" ? "" : value;
}
