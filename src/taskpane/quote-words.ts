import type { Account } from "../core/connection";
import type { FillMode } from "../core/run/run-request";
import type { RunQuote } from "../core/run/bulk-run";
import { columnsText } from "./column-words";
import { extrapolate, type Trial } from "./state/trial";
import { counted, creditsText, durationText, rowsText } from "./words";

type Line = readonly [term: string, value: string];

/** What the run would do, in the lines of a table. */
export function quoteLines(quote: RunQuote, account: Account | undefined): readonly Line[] {
  const { credits: balance } = account ?? { credits: undefined };
  const isPriced = quote.credits.some(({ section, credits }) => section !== "base" && credits > 0);
  return [
    ["Into columns", columnsText(quote.target.columns)],
    ["Rows", number(quote.rows)],
    ["Different people", number(quote.people)],
    ["Already known, free", number(quote.known)],
    [`To ask, in ${counted(quote.requests, "request")}`, number(quote.toAsk)],
    ...(quote.seconds === undefined || quote.toAsk === 0 ? [] : [line("Takes about", durationText(quote.seconds))]),
    ...(isPriced ? quote.credits.map(({ section, credits }) => line(sectionText(section), number(credits))) : []),
    ...(balance === undefined
      ? []
      : [line("Credits now", number(balance)), line("Left, at least", leftText(balance - quote.mostCredits))]),
  ];
}

function line(term: string, value: string): Line {
  return [term, value];
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}

function leftText(left: number): string {
  return left < 0 ? "not enough" : number(left);
}

function sectionText(section: string): string {
  const name = section.split(".").at(-1) ?? section;
  return section === "base" ? "Credits for matches" : `Credits for ${name.replaceAll("_", " ")}`;
}

/** The modes with what each would do. */
export function modeTexts(modes: RunQuote["modes"] | undefined): Readonly<Record<FillMode, string>> {
  const rows = (mode: FillMode): string => (modes === undefined ? "" : `: ${rowsText(modes[mode].rows)}`);
  const over = modes?.overwrite.overwrites ?? 0;
  return {
    blanks: `Fill blanks only${rows("blanks")}`,
    stale: `Renew stale answers only${rows("stale")}`,
    overwrite: `Overwrite${rows("overwrite")}${over > 0 ? `, ${counted(over, "full cell")}` : ""}`,
  };
}

/** What the first few rows say of the rest. */
export function trialText(trial: Trial, quote: Pick<RunQuote, "toAsk" | "mostCredits"> | undefined): string {
  const tried = `Tried ${trial.tried}: ${counted(trial.matched, "match", "matches")}, ${creditsText(trial.credits)}.`;
  if (quote === undefined || quote.toAsk === 0) return tried;
  const { people, credits } = extrapolate(trial, { people: quote.toAsk, mostCredits: quote.mostCredits });
  return `${tried} Of the other ${number(quote.toAsk)}, expect ${rangeText(people)} to match, for ${rangeText(credits)} credits.`;
}

function rangeText({ low, high }: { readonly low: number; readonly high: number }): string {
  return low === high ? number(low) : `${number(low)} to ${number(high)}`;
}
