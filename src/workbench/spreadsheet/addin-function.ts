import { BaseFunction } from "@univerjs/engine-formula";
import type { BaseValueObject } from "@univerjs/engine-formula";
import type { FunctionDescription, FunctionResult } from "../functions";
import { planCalls } from "./arguments";
import type { CellPlace } from "./cell-runs";
import { busy, errorValue } from "./error-types";
import { argumentOf, blockOf, placeOf, valueObjectOf } from "./value-objects";
import type { ArgumentPlace } from "./value-objects";

/** Answers one call made by the cell at `place`; `undefined` while there is no answer. */
export type AnswerCall = (
  place: CellPlace,
  args: readonly unknown[],
  argumentPlaces: readonly (ArgumentPlace | undefined)[],
) => FunctionResult | undefined;

/** A function of the add-in as Univer's synchronous evaluation sees it: the remembered answer or `#BUSY!`. */
export class AddinFunction extends BaseFunction {
  constructor(
    private readonly description: FunctionDescription,
    private readonly answer: AnswerCall,
  ) {
    super(description.fullName);
    // Counting arguments is Excel's rule, not Univer's: planCalls answers #VALUE!.
    this.minParams = -1;
    this.maxParams = -1;
    this.needsReferenceObject = description.requiresParameterAddresses;
  }

  override calculate(...variants: BaseValueObject[]): BaseValueObject {
    const args = variants.map(argumentOf);
    const places = this.description.requiresParameterAddresses ? variants.map(placeOf) : [];
    const planned = planCalls(this.description, args);
    const [only] = planned[0] ?? [];
    if (planned.length === 1 && planned[0]?.length === 1 && only !== undefined) return this.valueFor(only, places);
    return blockOf(
      planned.map((row) =>
        row.map((call) => {
          const value = this.valueFor(call, places);
          return value.isArray() ? (value.getArrayValue()[0]?.[0] ?? errorValue("#N/A")) : value;
        }),
      ),
    );
  }

  private valueFor(
    call: ReturnType<typeof planCalls>[number][number],
    places: readonly (ArgumentPlace | undefined)[],
  ): BaseValueObject {
    if ("error" in call) return errorValue(call.error);
    const place = { sheetId: this.subUnitId ?? "", row: this.row, column: this.column };
    const result = this.answer(place, call.args, places);
    return result === undefined ? errorValue(busy) : valueObjectOf(result);
  }
}
