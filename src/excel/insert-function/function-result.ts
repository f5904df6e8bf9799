import type { CellValue } from "../../core/cell-value";
import { fieldsText, type LookupFunction, optionsText, type WrittenOptions } from "../../core/formulas/compose-formula";
import type { Formulas } from "../functions/formulas";

/** One call of a function for one person. */
export interface FunctionCall {
  readonly functionName: LookupFunction;
  /** As it stands in the cell. */
  readonly identifier: string;
  readonly fields: readonly string[];
  readonly options: WrittenOptions;
}

/** What the cells of such a formula show, by the very functions that Excel calls; without `asks` from what is kept. */
export function createFunctionResult(formulas: Formulas) {
  return async (
    { functionName, identifier, fields, options }: FunctionCall,
    asks: boolean,
  ): Promise<readonly (readonly CellValue[])[]> => {
    const call = { isPreview: !asks };
    const field = fieldsText(fields);
    const written = optionsText(options);
    return functionName === "LIST"
      ? formulas.list(identifier, field, written, call)
      : formulas.person([[identifier]], field, written, call);
  };
}
