import type { SpendCap, SpendPolicy } from "../core/spend/spend-policy";
import type { ApprovalState } from "../core/spend/create-approval";
import { counted, creditsText } from "./words";

/** What a screen reader is told when formulas begin to wait. */
export function waitingText({ people, mostCredits }: ApprovalState): string {
  if (people === 0) return "";
  const who = counted(people, "new person waits", "new people wait");
  return `${who} for your approval, at most ${creditsText(mostCredits)}.`;
}

/** Why a yes to all would not help, and what would. */
export function capText({ per, credits, spent }: SpendCap): string {
  const where = per === "day" ? "today" : "in this workbook";
  return `All of them would pass your cap of ${creditsText(credits)} ${where}, ${counted(spent, "is", "are")} spent or on the way. Raise it under Spending.`;
}

/** The policy in a few words. */
export function policyText({ freePeople, dayCap, workbookCap }: SpendPolicy): string {
  const caps = dayCap !== undefined || workbookCap !== undefined ? ", capped" : "";
  if (freePeople === undefined) return `never asks${caps}`;
  return freePeople === 0 ? `always asks${caps}` : `asks above ${freePeople.toLocaleString("en-US")}${caps}`;
}

/** What became of the cells after a yes; nothing to say where all went well. */
export function leftAloneText(count: number): string | undefined {
  if (count === 0) return undefined;
  const cells = counted(count, "waiting cell could", "waiting cells could");
  return `${cells} not be recalculated: unprotect the sheet, then try again. Your yes holds for an hour.`;
}
