import { ObjectMatrix } from "@univerjs/core";
import { ICalculateFormulaService } from "@univerjs/engine-formula";
import type { FunctionResult, FunctionRuntime } from "../functions";
import { displayText } from "./cell-reading";
import { isErrorText } from "./error-types";
import { createFunctionCalls } from "./function-calls";
import type { Ask, FunctionCalls } from "./function-calls";
import type { Passes } from "./passes";
import type { UniverApp } from "./univer-app";
import { errorMessage } from "./error-messages";

/** What a formula would show. */
export interface FormulaPreview {
  /** One value, or rows of them. */
  readonly value: unknown;
  /** Of the first cell, as it would be shown. */
  readonly text: string;
  readonly message?: string;
}

interface Preview {
  evaluate(formula: string): Promise<FormulaPreview>;
  /** `true` while the evaluation that asks is a preview's. */
  isAsking(): boolean;
  ask(ask: Ask): FunctionResult | undefined;
}

interface Options {
  readonly app: UniverApp;
  readonly passes: Passes;
  readonly runtime: () => FunctionRuntime | undefined;
}

// A function called with the answer of another needs a round each.
const mostRounds = 8;
const nowhere = -1;

export function createPreview({ app, passes, runtime }: Options): Preview {
  const calculation = app.injector.get(ICalculateFormulaService);
  let asked: { readonly calls: FunctionCalls; round: number } | undefined;

  const evaluateOnce = async (formula: string): Promise<unknown> => {
    const workbook = app.workbook();
    const unitId = workbook.getUnitId();
    const sheetId = workbook.getActiveSheet().getSheetId();
    const results = await calculation.executeFormulas({
      [unitId]: { [sheetId]: { [nowhere]: { [nowhere]: [formula] } } },
    });
    const ofSheet = new ObjectMatrix(results[unitId]?.[sheetId]);
    return ofSheet.getValue(nowhere, nowhere)?.[0]?.value;
  };

  return {
    isAsking: () => asked !== undefined,
    ask: (ask) => asked?.calls.ask({ ...ask, place: { ...ask.place, row: nowhere, column: nowhere } }, asked.round),
    async evaluate(formula) {
      let wake = (): void => undefined;
      const addressOf = (): string => "";
      const calls = createFunctionCalls({ addressOf, onResult: () => wake(), runtime: runtime(), isPreview: true });
      let value: unknown;
      for (let round = 0; round < mostRounds; round++) {
        await passes.idle();
        asked = { calls, round };
        value = await evaluateOnce(formula).finally(() => (asked = undefined));
        const answered = new Promise<void>((resolve) => {
          wake = () => {
            if (calls.unsettled().length === 0) resolve();
          };
        });
        if (calls.unsettled().length === 0) break;
        calls.endPass(round);
        if (calls.unsettled().length > 0) await answered;
      }
      const place = { sheetId: app.workbook().getActiveSheet().getSheetId(), row: nowhere, column: nowhere };
      const first: unknown = Array.isArray(value) && Array.isArray(value[0]) ? value[0][0] : value;
      const message = isErrorText(first) ? errorMessage(calls.resultsAt(place), 0, 0) : undefined;
      calls.forgetAll();
      return { value: value ?? "", text: textOf(first), ...(message !== undefined && { message }) };
    },
  };
}

function textOf(value: unknown): string {
  if (typeof value === "number") return displayText(value, "General");
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  return typeof value === "string" ? value : "";
}
