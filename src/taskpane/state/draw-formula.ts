import { type CellReference, parseReference, referenceText } from "../../core/formulas/cell-reference";
import { type FormulaChoice, planFormula } from "../../core/formulas/plan-formula";
import type { PaneFunctionCall, PaneParts } from "../parts";
import type { FormulaDraft } from "./formula-draft";

/** What a draft is made from. */
export interface DraftOrder {
  readonly named: CellReference;
  /** As typed; empty for the first free cell. */
  readonly target: string;
  readonly choice: FormulaChoice;
}

export const noIdentifier: FormulaDraft = {
  status: "problem",
  about: "identifier",
  reason: "Name a cell with a profile URL or business e-mail, or select one in the sheet.",
};

/** Works the formula out: its text, price, place, and the result as far as it is known. Asks nobody, writes nothing. */
export async function drawFormula(
  { insertFunction, enricher }: Pick<PaneParts, "insertFunction" | "enricher">,
  { named, target, choice }: DraftOrder,
): Promise<FormulaDraft> {
  const { sheet } = insertFunction;
  const source = await sheet.columnFrom(named);
  const planning = planFormula(source, named, choice);
  if (!planning.ok) return problem(planning.about, planning.reason);
  const { plan } = planning;
  const [first] = plan.lookups;
  if (first === undefined) return noIdentifier;

  const [price, wholePrice] = await Promise.all([enricher.quote([first]), enricher.quote(plan.lookups)]);
  const call = callFor(plan.first.value, choice);
  const result = price.toAsk === 0 ? await insertFunction.resultOf(call, false) : undefined;
  const listRows = result?.length ?? 1;

  const typed = typedPlace(target, source.sheetName);
  if (typed !== undefined && "reason" in typed) return problem("target", typed.reason);
  if (typed === undefined && plan.homeRow < 0)
    return problem("target", "There is no row above for headers: leave them out, or name another cell.");
  const beside = plan.place(plan.homeRow, named.column + 1, listRows).area;
  const place = typed ?? { row: plan.homeRow, column: await sheet.freeColumn(beside) };
  const placement = plan.place(place.row, place.column, listRows);
  if (placement.isCircular)
    return problem("target", "The result would cover the identifiers it reads: choose a cell further right.");
  const content = await sheet.content(placement.area).catch((error: unknown) => sentenceOf(error));
  if (typeof content === "string") return problem("target", content);
  return {
    status: "ready",
    ...placement,
    formula: placement.formulas[0]?.formula ?? plan.formula,
    targetText: referenceText(cellAt(place, source.sheetName)),
    isShifted: plan.lookups.length > 1 && place.row !== plan.homeRow,
    first: plan.first,
    ...{ content, price, wholePrice, result },
    rows: plan.lookups.length,
    below: plan.below,
  };
}

/** The call that shows what the first row would, as one formula. */
export function callFor(identifier: string, { functionName, fields, list, options }: FormulaChoice): PaneFunctionCall {
  if (functionName === "LIST") return { functionName, identifier, fields: [list], options };
  const { headers, ...others } = options;
  return {
    functionName,
    identifier,
    fields,
    options: functionName === "PEOPLE" && headers === true ? options : others,
  };
}

function typedPlace(
  target: string,
  sheetName: string,
): { readonly row: number; readonly column: number } | { readonly reason: string } | undefined {
  const reading = parseReference(target);
  if (reading.status === "blank") return undefined;
  if (reading.status === "invalid") return { reason: reading.reason };
  const { reference } = reading;
  const isElsewhere =
    reference.sheetName !== undefined && reference.sheetName.toLowerCase() !== sheetName.toLowerCase();
  return isElsewhere ? { reason: `Choose a cell on the sheet of the identifiers, ${sheetName}.` } : reference;
}

export function cellAt(
  { row, column }: { readonly row: number; readonly column: number },
  sheetName?: string,
): CellReference {
  return { ...(sheetName === undefined ? {} : { sheetName }), row, column, rowCount: 1, columnCount: 1 };
}

export function problem(about: "identifier" | "fields" | "target", reason: string): FormulaDraft {
  return { status: "problem", about, reason };
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : "Excel did not allow it.";
}
