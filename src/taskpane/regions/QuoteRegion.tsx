import { Checkbox, makeStyles } from "@fluentui/react-components";
import type { RunQuote } from "../../core/run/bulk-run";
import { CountTable } from "../controls/CountTable";
import { Notice } from "../controls/Notice";
import { Region } from "../controls/Region";
import type { PaneModel } from "../state/create-pane-model";
import type { QuoteState } from "../state/quote-state";
import { useReadable } from "../use-readable";
import { columnsText } from "../column-words";
import { counted, creditsText } from "../words";

const useStyles = makeStyles({
  line: { margin: 0 },
  tick: { marginInlineStart: "-8px" },
});

const missing: Readonly<Record<Extract<QuoteState, { status: "none" }>["missing"], string>> = {
  selection: "Select a column first: then the cost is counted here, before anything is spent.",
  people: "The selection holds no profile URL or business e-mail.",
  fields: "Choose at least one field.",
};

/** What the run would do and the most it could cost, before anything is sent. */
export function QuoteRegion({ model }: { readonly model: PaneModel }) {
  const styles = useStyles();
  const state = useReadable(model.quote);
  const refresh = useReadable(model.refresh);
  return (
    <Region name="Quote" aside={state.status === "counting" ? "Counting…" : undefined}>
      {state.status === "none" && <p className={styles.line}>{missing[state.missing]}</p>}
      {state.status === "failed" && <Notice tone="problem">{state.detail}</Notice>}
      {state.status === "counting" && state.previous !== undefined && <QuoteTable quote={state.previous} isOld />}
      {state.status === "ready" && <QuoteTable quote={state.quote} isOld={false} />}
      {state.status === "ready" && <Occupied quote={state.quote} model={model} />}
      {(refresh || knownPeople(state) > 0) && (
        <Checkbox
          className={styles.tick}
          label="Refresh: ask again for people already known"
          checked={refresh}
          onChange={(_, { checked }) => model.refresh.set(checked === true)}
        />
      )}
    </Region>
  );
}

function QuoteTable({ quote, isOld }: { readonly quote: RunQuote; readonly isOld: boolean }) {
  const lines: readonly (readonly [string, number | string])[] = [
    ["Into columns", columnsText(quote.target.columns)],
    ["Rows", quote.rows],
    ["Different people", quote.people],
    ["Already known, free", quote.known],
    [`To ask, in ${counted(quote.requests, "request")}`, quote.toAsk],
  ];
  return (
    <CountTable
      lines={lines.map(([term, number]) => [term, number.toLocaleString("en-US")])}
      total={["Cost", `at most ${creditsText(quote.mostCredits)}`]}
      isOld={isOld}
    />
  );
}

function knownPeople(state: QuoteState): number {
  if (state.status === "ready") return state.quote.known;
  return state.status === "counting" ? (state.previous?.known ?? 0) : 0;
}

/** Nothing that stands in a cell is written over without this tick. */
function Occupied({ quote, model }: { readonly quote: RunQuote; readonly model: PaneModel }) {
  const styles = useStyles();
  const overwrite = useReadable(model.overwrite);
  const { overwrites: count, first } = quote.modes.overwrite;
  if (count === 0) return null;
  return (
    <Notice tone="warning">
      <span>
        {counted(count, "cell is", "cells are")} not empty{first === undefined ? "" : `, first ${first}`}.
      </span>
      <Checkbox
        className={styles.tick}
        label={count === 1 ? "Overwrite this cell" : `Overwrite these ${counted(count, "cell")}`}
        checked={overwrite}
        onChange={(_, { checked }) => model.overwrite.set(checked === true)}
      />
    </Notice>
  );
}
