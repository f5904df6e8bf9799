import type {
  FormulaCounts,
  FreezeReport,
  RefreshPlan,
  RefreshReport,
  RepairReport,
  ThawReport,
} from "../core/formulas/formula-work";
import { counted, creditsText } from "./words";

/** A result in a sentence or two, and whether something is left for a person to do. */
export interface FormulaResult {
  readonly text: string;
  readonly tone: "success" | "warning" | "info";
  /** Values that were changed since: a second yes thaws them as well. */
  readonly offersChanged?: true;
}

/** What there is on the sheet, in a few words. */
export function countsText({ formulas, waiting, stuck, failed, frozen }: FormulaCounts): string {
  const parts = [
    formulas === 0 ? "none here" : counted(formulas, "formula"),
    waiting > 0 ? counted(waiting, "waiting", "waiting") : undefined,
    stuck > 0 ? counted(stuck, "stuck", "stuck") : undefined,
    failed > 0 ? counted(failed, "without a value", "without a value") : undefined,
    frozen > 0 ? counted(frozen, "frozen", "frozen") : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}

/** Why there is nothing to refresh. */
export function nothingToRefresh({ choice, unreadable }: RefreshPlan): FormulaResult {
  const nothing = {
    selection: "No formula in the selection asks for anybody.",
    sheet: "No formula on this sheet asks for anybody.",
    older: `Nobody's answer on this sheet is older than ${choice.which === "older" ? counted(choice.days, "day") : "that"}.`,
    errors: "No formula on this sheet has failed.",
  }[choice.which];
  return { text: sentences(nothing, unreadableText(unreadable)), tone: unreadable > 0 ? "warning" : "info" };
}

/** What is not part of a refresh, so that nobody takes it for refreshed. */
export function unreadableText(count: number): string | undefined {
  if (count === 0) return undefined;
  const which = counted(count, "formula computes", "formulas compute");
  return `${which} whom to ask for and ${count === 1 ? "is" : "are"} left out: put the address in a cell of its own.`;
}

export function refreshResult(report: RefreshReport): FormulaResult {
  const { asked, matched, notFound, redacted, failed, credits, possiblyBilled, entered, leftAlone } = report;
  const found = [
    counted(matched, "found", "found"),
    notFound > 0 ? counted(notFound, "not found", "not found") : undefined,
    redacted > 0 ? counted(redacted, "redacted", "redacted") : undefined,
    failed > 0 ? counted(failed, "failed", "failed") : undefined,
  ].filter((part) => part !== undefined);
  const text = sentences(
    asked === 0 ? undefined : `Asked again for ${counted(asked, "person", "people")}: ${found.join(", ")}.`,
    asked === 0 ? undefined : `${creditsText(credits)} used.`,
    possiblyBilled > 0
      ? `${counted(possiblyBilled, "reply was", "replies were")} lost and possibly billed.`
      : undefined,
    `${counted(entered, "cell shows", "cells show")} what is known now.`,
    leftAloneText(leftAlone),
  );
  return { text, tone: failed + leftAlone + possiblyBilled > 0 ? "warning" : "success" };
}

export function repairResult({ entered, leftAlone }: RepairReport): FormulaResult {
  if (entered + leftAlone === 0) return { text: "No formula in this workbook is stuck.", tone: "info" };
  const text = sentences(`${counted(entered, "formula was", "formulas were")} entered anew.`, leftAloneText(leftAlone));
  return { text, tone: leftAlone > 0 ? "warning" : "success" };
}

export function freezeResult(report: FreezeReport, where: string): FormulaResult {
  const { frozen, noMatch, wholeSpills, leftAlone } = report;
  if (frozen + leftAlone === 0) return { text: `There is no Enrich formula ${where} to freeze.`, tone: "info" };
  const text = sentences(
    frozen > 0
      ? `${counted(frozen, "formula is a value", "formulas are values")} now${noMatchText(noMatch, frozen)}. Thaw brings ${frozen === 1 ? "it" : "them"} back.`
      : undefined,
    wholeSpills > 0
      ? `${counted(wholeSpills, "table was", "tables were")} selected in part and frozen whole.`
      : undefined,
    leftAlone > 0
      ? `${counted(leftAlone, "cell was", "cells were")} left as ${leftAlone === 1 ? "a formula" : "formulas"}: without an answer yet, or protected.`
      : undefined,
  );
  return { text, tone: leftAlone > 0 ? "warning" : "success" };
}

/** A person who was not found has no value but this. */
function noMatchText(noMatch: number, frozen: number): string {
  if (noMatch === 0) return "";
  if (frozen === 1) return ", #N/A for “No match”";
  return `, ${noMatch.toLocaleString("en-US")} of them #N/A for “No match”`;
}

export function thawResult({ thawed, changed, lost, leftAlone }: ThawReport, where: string): FormulaResult {
  if (thawed + changed + lost + leftAlone === 0) return { text: `Nothing is frozen ${where}.`, tone: "info" };
  const text = sentences(
    thawed > 0 ? `${counted(thawed, "formula is", "formulas are")} back.` : undefined,
    changed > 0
      ? `${counted(changed, "frozen cell was", "frozen cells were")} changed since, or the ${changed === 1 ? "person beside it, and stays as it is" : "people beside them, and stay as they are"}.`
      : undefined,
    lost > 0
      ? `${counted(lost, "frozen cell stays a value", "frozen cells stay values")}: the cells with ${lost === 1 ? "its person" : "their people"} are gone or were moved apart.`
      : undefined,
    leftAloneText(leftAlone),
  );
  const tone = changed + lost + leftAlone > 0 ? "warning" : "success";
  return changed > 0 ? { text, tone, offersChanged: true } : { text, tone };
}

function leftAloneText(count: number): string | undefined {
  if (count === 0) return undefined;
  return `${counted(count, "cell", "cells")} could not be written: unprotect the sheet, then try again.`;
}

function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(" ");
}
