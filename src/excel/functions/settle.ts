import { notAvailable } from "../../core/cell-value";
import { type ExcelValue, toExcelError, toExcelValues } from "./cell-errors";
import type { CellMatrix } from "./cell-matrix";
import type { FormulaCall } from "./formulas";

/**
 * Runs a formula for Excel and settles whatever happens: values, or one `CustomFunctions.Error`. Ends the wait when
 * Excel cancels the call.
 */
export async function settle(
  formula: (call: FormulaCall) => CellMatrix | Promise<CellMatrix>,
  invocation?: CustomFunctions.CancelableInvocation | null,
): Promise<ExcelValue[][]> {
  const canceled = new AbortController();
  if (invocation) invocation.onCanceled = () => canceled.abort();
  const cells = await formulaCells(formula, { signal: canceled.signal, isPreview: isInValuePreview(invocation) });
  const [only] = cells.length === 1 && cells[0]?.length === 1 ? cells[0] : [];
  // A lone error is thrown: the way of telling its sentence that every version of Excel knows.
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- it extends Error, which Microsoft's types leave out
  if (typeof only === "object" && only.kind === "error") throw toExcelError(only);
  return toExcelValues(cells);
}

async function formulaCells(
  formula: (call: FormulaCall) => CellMatrix | Promise<CellMatrix>,
  call: FormulaCall & { readonly signal: AbortSignal },
): Promise<CellMatrix> {
  try {
    return await formula(call);
  } catch {
    const why = call.signal.aborted ? "Cancelled." : "The add-in failed on this formula: recalculate it.";
    return [[notAvailable(why)]];
  }
}

/** Declared as text, sent as a boolean, absent before CustomFunctionsRuntime 1.5. */
function isInValuePreview(invocation?: CustomFunctions.CancelableInvocation | null): boolean {
  return String(invocation?.isInValuePreview).toLowerCase() === "true";
}
