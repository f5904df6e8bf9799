import { BooleanNumber } from "@univerjs/core";
import { FunctionType, IFunctionService } from "@univerjs/engine-formula";
import type { IFunctionInfo } from "@univerjs/engine-formula";
import { IDescriptionService } from "@univerjs/preset-sheets-core";
import type { Injector } from "@univerjs/core";
import type { FunctionCatalogue, FunctionDescription } from "../functions";
import { AddinFunction } from "./addin-function";
import type { AnswerCall } from "./addin-function";

/** Makes the add-in's functions known to evaluation, AutoComplete and argument hints. */
export function registerFunctions(
  injector: Injector,
  catalogue: FunctionCatalogue,
  answer: (description: FunctionDescription) => AnswerCall,
): void {
  const executors = catalogue.functions.map((description) => new AddinFunction(description, answer(description)));
  injector.get(IFunctionService).registerExecutors(...executors);
  injector.get(IDescriptionService).registerDescriptions(catalogue.functions.map(functionInfo));
}

function functionInfo({ fullName, description, parameters }: FunctionDescription): IFunctionInfo {
  return {
    functionName: fullName,
    functionType: FunctionType.User,
    abstract: description ?? "",
    description: description ?? "",
    functionParameter: parameters.map((parameter) => ({
      name: parameter.name,
      detail: parameter.description ?? "",
      example: parameter.dimensionality === "matrix" ? "A2:A10" : "A2",
      require: parameter.optional === true ? BooleanNumber.FALSE : BooleanNumber.TRUE,
      repeat: parameter.repeating === true ? BooleanNumber.TRUE : BooleanNumber.FALSE,
    })),
  };
}

/** Tells whether a formula calls a function of the add-in. */
export function addinFormulaTest(catalogue: FunctionCatalogue): (formula: string) => boolean {
  if (catalogue.functions.length === 0) return () => false;
  const names = catalogue.functions.map(({ fullName }) => fullName.replaceAll(".", "\\."));
  const call = new RegExp(`(?<![\\w.])(${names.join("|")})\\s*\\(`, "i");
  return (formula) => call.test(formula);
}
