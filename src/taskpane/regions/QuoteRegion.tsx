import { Checkbox, makeStyles } from "@fluentui/react-components";
import type { ConnectionPort } from "../../core/connection";
import { CountTable } from "../controls/CountTable";
import { Notice } from "../controls/Notice";
import { Region } from "../controls/Region";
import { quoteLines, trialText } from "../quote-words";
import type { PaneModel } from "../state/create-pane-model";
import { isModeAQuestion, overwritesOf, shownQuote, type QuoteState, type ReadyQuote } from "../state/quote-state";
import { useReadable } from "../use-readable";
import { counted, creditsText } from "../words";
import { FillModes } from "./FillModes";
import { RunChoices } from "./RunChoices";

const useStyles = makeStyles({
  line: { margin: 0 },
  tick: { marginInlineStart: "-8px" },
});

const missing: Readonly<Record<Extract<QuoteState, { status: "none" }>["missing"], string>> = {
  selection: "The cost is counted here once a column is selected, before anything is spent.",
  people: "The selection holds no profile URL or business e-mail.",
  fields: "Choose at least one field.",
};

/** What the run would do and the most it could cost, before anything is sent. */
export function QuoteRegion(props: { readonly model: PaneModel; readonly connection: ConnectionPort }) {
  const { model } = props;
  const styles = useStyles();
  const state = useReadable(model.quote);
  const refresh = useReadable(model.options.refresh);
  const trial = useReadable(model.control.trial);
  const connection = useReadable(props.connection.state);
  const shown = shownQuote(state);
  const account = connection.status === "ready" ? connection.account : undefined;
  return (
    <Region name="Quote" aside={state.status === "counting" ? "Counting…" : undefined}>
      {state.status === "none" && <p className={styles.line}>{missing[state.missing]}</p>}
      {state.status === "failed" && <Notice tone="problem">{state.detail}</Notice>}
      {(state.status === "failed" || (shown !== undefined && isModeAQuestion(shown))) && (
        <FillModes options={model.options} quote={shown?.quote} />
      )}
      {shown !== undefined && (
        <CountTable
          lines={quoteLines(shown.quote, account)}
          total={["Cost", `at most ${creditsText(shown.quote.mostCredits)}`]}
          isOld={state.status === "counting"}
        />
      )}
      {trial !== undefined && <Notice tone="info">{trialText(trial, shown?.quote)}</Notice>}
      {state.status === "ready" && <Agreement ready={state} model={model} />}
      {(refresh || (shown?.quote.known ?? 0) > 0) && (
        <Checkbox
          className={styles.tick}
          label="Refresh: ask again for people already known"
          checked={refresh}
          onChange={(_, { checked }) => model.options.refresh.set(checked === true)}
        />
      )}
      <RunChoices options={model.options} />
    </Region>
  );
}

/** Nothing that stands in a cell is written over without this tick. */
function Agreement({ ready, model }: { readonly ready: ReadyQuote; readonly model: PaneModel }) {
  const styles = useStyles();
  const agreed = useReadable(model.options.agreed);
  const count = overwritesOf(ready);
  if (count === 0) return null;
  const { first } = ready.quote.modes[ready.request.mode];
  return (
    <Notice tone="warning">
      <span>
        {counted(count, "cell is", "cells are")} not empty{first === undefined ? "" : `, first ${first}`}.
      </span>
      <Checkbox
        className={styles.tick}
        label={count === 1 ? "Overwrite this cell" : `Overwrite these ${counted(count, "cell")}`}
        checked={agreed}
        onChange={(_, { checked }) => model.options.agreed.set(checked === true)}
      />
    </Notice>
  );
}
