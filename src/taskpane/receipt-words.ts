import type { Receipt, RunEnding } from "../core/run/receipt";
import { counted, creditsText, durationText, momentText, rowsText } from "./words";

type Line = readonly [term: string, value: string];

const endings: Readonly<Record<RunEnding, string>> = {
  done: "Done",
  cancelled: "Cancelled",
  failed: "Stopped",
  interrupted: "Interrupted",
};

/** A receipt in its list: "Nov 23, 14:05 · 60 rows". */
export function receiptLabel({ startedAtMs, rowsWritten }: Receipt): string {
  return `${momentText(startedAtMs)} · ${rowsText(rowsWritten)}`;
}

/** Its short end: the credits, or that it was undone. */
export function receiptAside({ credits, isUndone }: Receipt): string {
  return isUndone ? "undone" : creditsText(credits);
}

/** The people asked for add up to the lines below them. */
export function receiptLines({ people, possiblyBilled, balance, rowsWritten }: Receipt): readonly Line[] {
  const { asked, known, matched, notFound, redacted, failed } = people;
  const lines: readonly (readonly [string, number | undefined])[] = [
    ["People", asked],
    ["Already known, free", known],
    ["Matched", matched],
    ["Not found, free", notFound],
    ["Redacted", redacted],
    ["Failed", failed],
    ["Rows written", rowsWritten],
    ["Possibly billed besides", possiblyBilled === 0 ? undefined : possiblyBilled],
    ["Credits left after it", balance],
  ];
  return lines.flatMap(([term, count]): Line[] => (count === undefined ? [] : [[term, count.toLocaleString("en-US")]]));
}

/** How it ended, who ran it, and over what. */
export function receiptText({ ending, who, address, fields, startedAtMs, endedAtMs }: Receipt): string {
  const took = durationText((endedAtMs - startedAtMs) / 1000);
  return `${endings[ending]} after ${took}, by ${who}, over ${address} with ${counted(fields.length, "field")}. Credits as the service reported them.`;
}
