import type { Lookup } from "../../core/enricher";
import { askingCalls, type AskingCall } from "../../core/formulas/asking-calls";
import { readArgument, type FormulaArgument } from "../../core/formulas/formula-argument";
import { readArgumentCells, type CellValues, type PlacedCells } from "./argument-cells";
import { callLookups } from "./call-lookups";
import { findFormulaBlocks, readBlocks, type FormulaScope } from "./formula-blocks";
import { readNamedCells, type FormulaPlace, type NamedCellsOf } from "./named-cells";

/** A cell whose formula asks, and for whom: each call's lookups, `undefined` where its arguments are computed. */
export interface AskingCell {
  readonly sheetId: string;
  /** 0-based. */
  readonly row: number;
  readonly column: number;
  readonly formula: string;
  readonly value: unknown;
  readonly calls: readonly { readonly isWhole: boolean; readonly lookups: readonly Lookup[] | undefined }[];
}

interface FoundCell extends Omit<AskingCell, "calls"> {
  readonly calls: readonly FoundCall[];
}

interface FoundCall extends Pick<AskingCall, "name" | "isWhole"> {
  readonly args: readonly (FormulaArgument | { readonly kind: "placed"; readonly cells: PlacedCells })[];
}

/**
 * Finds the formulas that ask, and whom for. Functions leave no trace of who asked what (addresses that Excel hands them
 * may be stale), and nothing is written for the sake of a price: so the arguments are read as texts, literals and cells.
 */
export async function askingCells(context: Excel.RequestContext, scope: FormulaScope): Promise<readonly AskingCell[]> {
  const found: FoundCell[] = [];
  const named = await readNamedCells(context);
  for (const batch of await findFormulaBlocks(context, scope)) {
    const pick = (formula: string): string | undefined => (askingCalls(formula).length > 0 ? formula : undefined);
    for (const block of await readBlocks(context, batch, pick)) {
      const { values }: { values: unknown[][] } = block.range;
      block.picked.forEach((line, down) =>
        line.forEach((formula, right) => {
          if (formula === null) return;
          const place = { sheetId: block.sheetId, row: block.row + down, column: block.column + right };
          const calls = askingCalls(formula).map((call) =>
            foundCall(call, { ...place, sheetName: block.sheetName }, named),
          );
          found.push({ ...place, formula, value: values[down]?.[right], calls });
        }),
      );
    }
  }
  const wanted = found.flatMap(({ calls }) =>
    calls.flatMap(({ args }) => args.flatMap((arg) => (arg.kind === "placed" ? [arg.cells] : []))),
  );
  const valuesOf = await readArgumentCells(context, wanted);
  return found.map(({ calls, ...cell }) => ({
    ...cell,
    calls: calls.map((call) => ({ isWhole: call.isWhole, lookups: lookupsOf(call, valuesOf) })),
  }));
}

function foundCall({ name, isWhole, args }: AskingCall, place: FormulaPlace, named: NamedCellsOf): FoundCall {
  const { sheetName } = place;
  return {
    ...{ name, isWhole },
    args: args.map((text) => {
      const arg = readArgument(text);
      const cells = arg.kind === "unreadable" ? named(text, place) : undefined;
      if (cells !== undefined) return { kind: "placed", cells };
      return arg.kind === "cells" ? { kind: "placed", cells: { sheetName, ...arg.cells } } : arg;
    }),
  };
}

function lookupsOf({ name, args }: FoundCall, valuesOf: CellValues): readonly Lookup[] | undefined {
  const values: unknown[] = [];
  for (const arg of args) {
    const value = arg.kind === "value" ? arg.value : arg.kind === "placed" ? valuesOf(arg.cells) : undefined;
    if (value === undefined && arg.kind !== "value") return undefined;
    values.push(value);
  }
  const [who, what, options] = values;
  // One cell is one value; several where a function takes one are Excel's to spread.
  const path = name === "PEOPLE" ? what : single(what);
  return path === several ? undefined : callLookups(name, [who, path, options]);
}

const several = Symbol("several cells");

function single(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const cells: readonly unknown[] = value.flat();
  return cells.length > 1 ? several : cells[0];
}
