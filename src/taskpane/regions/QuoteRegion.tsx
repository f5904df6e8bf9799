import { Checkbox, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { RunQuote } from "../../core/run/bulk-run";
import { Notice } from "../controls/Notice";
import { Region } from "../controls/Region";
import type { PaneModel } from "../state/create-pane-model";
import type { QuoteState } from "../state/quote-state";
import { useReadable } from "../use-readable";
import { columnsText } from "../column-words";
import { counted, creditsText } from "../words";

const useStyles = makeStyles({
  line: { margin: 0 },
  table: { margin: 0, display: "grid", gridTemplateColumns: "1fr auto", rowGap: "2px", columnGap: 0 },
  term: { color: tokens.colorNeutralForeground2 },
  number: { margin: 0, paddingInlineStart: "12px", textAlign: "end", fontVariantNumeric: "tabular-nums" },
  total: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingTop: "6px",
    marginTop: "4px",
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
  },
  tick: { marginInlineStart: "-8px" },
  dimmed: { opacity: 0.6 },
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
  const styles = useStyles();
  const lines: readonly (readonly [string, number | string])[] = [
    ["Into columns", columnsText(quote.target.columns)],
    ["Rows", quote.rows],
    ["Different people", quote.people],
    ["Already known, free", quote.known],
    [`To ask, in ${counted(quote.requests, "request")}`, quote.toAsk],
  ];
  return (
    <dl className={mergeClasses(styles.table, isOld && styles.dimmed)}>
      {lines.map(([term, number]) => (
        <QuoteLine key={term} term={term} value={number.toLocaleString("en-US")} />
      ))}
      <QuoteLine term="Cost" value={`at most ${creditsText(quote.mostCredits)}`} isTotal />
    </dl>
  );
}

function QuoteLine(props: { readonly term: string; readonly value: string; readonly isTotal?: boolean }) {
  const styles = useStyles();
  return (
    <>
      <dt className={mergeClasses(styles.term, props.isTotal === true && styles.total)}>{props.term}</dt>
      <dd className={mergeClasses(styles.number, props.isTotal === true && styles.total)}>{props.value}</dd>
    </>
  );
}

function knownPeople(state: QuoteState): number {
  if (state.status === "ready") return state.quote.known;
  return state.status === "counting" ? (state.previous?.known ?? 0) : 0;
}

/** Nothing that stands in a cell is written over without this tick. */
function Occupied({ quote, model }: { readonly quote: RunQuote; readonly model: PaneModel }) {
  const overwrite = useReadable(model.overwrite);
  const { count, first } = quote.occupied;
  if (count === 0) return null;
  return (
    <Notice tone="warning">
      <span>
        {counted(count, "cell is", "cells are")} not empty{first === undefined ? "" : `, first ${first}`}.
      </span>
      <Checkbox
        label={count === 1 ? "Overwrite this cell" : `Overwrite these ${counted(count, "cell")}`}
        checked={overwrite}
        onChange={(_, { checked }) => model.overwrite.set(checked === true)}
      />
    </Notice>
  );
}
