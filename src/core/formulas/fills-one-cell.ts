import { resolveFields } from "../field-path";
import { askingCalls } from "./asking-calls";
import { readArgument } from "./formula-argument";

/** Whether a formula surely fills its own cell only: one field of one person. Anything else may spill. */
export function fillsOneCell(formula: string): boolean {
  const [call, ...others] = askingCalls(formula);
  if (call === undefined || others.length > 0 || !call.isWhole || call.name !== "PERSON") return false;
  const [who, what] = call.args.map((text) => readArgument(text));
  if (who === undefined || who.kind === "unreadable") return false;
  if (who.kind === "cells" && who.cells.rowCount * who.cells.columnCount > 1) return false;
  return what?.kind === "value" && resolveFields(what.value).length === 1;
}
