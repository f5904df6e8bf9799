import type { Lookup } from "../../core/enricher";
import { sectionsOfPaths, resolveFields } from "../../core/field-path";
import type { AskingCall } from "../../core/formulas/asking-calls";
import { parseIdentifier } from "../../core/identifier";
import { parseOptions } from "../../core/options";
import { matrixOf } from "../functions/cell-matrix";
import { headerColumns, pathsOf } from "../functions/header-columns";
import { lookupFor } from "../functions/lookup-for";
import { planList } from "../functions/plan-list";

/** Whom a call asks for, by the values of its arguments, exactly as the function reads them. */
export function callLookups(name: AskingCall["name"], [who, what, options]: readonly unknown[]): readonly Lookup[] {
  if (name === "LIST") {
    const plan = planList(who, what, options);
    return "lookup" in plan ? [plan.lookup] : [];
  }
  const parsed = parseOptions(options);
  if (!parsed.ok) return [];
  const paths = pathsOf(name === "PERSON" ? resolveFields(what) : headerColumns(what));
  if (paths.length === 0) return [];
  const wish = { sections: sectionsOfPaths(paths), options: parsed.options };
  return matrixOf(who)
    .flat()
    .map((value) => parseIdentifier(value))
    .flatMap((person) => (person.status === "identifier" ? [lookupFor(person.identifier, wish)] : []));
}
