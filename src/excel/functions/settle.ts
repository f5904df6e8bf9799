import { notAvailable } from "../../core/cell-value";
import { type ExcelValue, toExcelError, toExcelValues } from "./cell-errors";
import type { CellMatrix } from "./cell-matrix";
import type { FormulaCall } from "./formulas";
import type { Soon } from "./soon";

/**
 * Runs a formula for Excel and settles whatever happens: values, or one `CustomFunctions.Error`. Ends the wait when
 * Excel cancels the call.
 */
export async function settle(
  formula: (call: FormulaCall) => Soon<CellMatrix>,
  invocation?: CustomFunctions.CancelableInvocation | null,
): Promise<ExcelValue[][]> {
  const cells = formulaCells(formula, createCall(invocation));
  // Nothing is awaited where nothing is to come: 10,000 known cells are answered in the turn that calls them.
  const shown = cells instanceof Promise ? await cells : cells;
  const [only] = shown.length === 1 && shown[0]?.length === 1 ? shown[0] : [];
  // A lone error is thrown: the way of telling its sentence that every version of Excel knows.
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- it extends Error, which Microsoft's types leave out
  if (typeof only === "object" && only.kind === "error") throw toExcelError(only);
  return toExcelValues(shown);
}

type SettledCall = FormulaCall & { readonly signal: AbortSignal };

function formulaCells(formula: (call: FormulaCall) => Soon<CellMatrix>, call: SettledCall): Soon<CellMatrix> {
  try {
    const cells = formula(call);
    if (!(cells instanceof Promise)) return cells;
    const { signal } = call;
    return cells.catch(() => failed(signal));
  } catch {
    return failed();
  }
}

function failed(signal?: AbortSignal): CellMatrix {
  return [[notAvailable(signal?.aborted ? "Cancelled." : "The add-in failed on this formula: recalculate it.")]];
}

/** How Excel called; listens for its cancelling from when somebody first asks for the signal, who is about to wait. */
function createCall(invocation?: CustomFunctions.CancelableInvocation | null): SettledCall {
  let canceled: AbortController | undefined;
  return {
    isPreview: isInValuePreview(invocation),
    get signal() {
      if (canceled !== undefined) return canceled.signal;
      const created = (canceled = new AbortController());
      if (invocation) invocation.onCanceled = () => created.abort();
      return created.signal;
    },
  };
}

/** Declared as text, sent as a boolean, absent before CustomFunctionsRuntime 1.5. */
function isInValuePreview(invocation?: CustomFunctions.CancelableInvocation | null): boolean {
  return String(invocation?.isInValuePreview).toLowerCase() === "true";
}
