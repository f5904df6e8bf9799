import { makeStyles } from "@fluentui/react-components";
import type { ConnectionPort } from "../../core/connection";
import { Notice } from "../controls/Notice";
import { Region } from "../controls/Region";
import { useKeptFocus } from "../controls/use-kept-focus";
import { isUnderWay } from "../state/create-run-control";
import type { PaneModel } from "../state/create-pane-model";
import { useReadable } from "../use-readable";
import { creditsText } from "../words";
import { RunButtons } from "./RunButtons";
import { RunOutcome } from "./RunOutcome";
import { RunUnderWay } from "./RunUnderWay";
import { StartButtons } from "./StartButtons";
import { UnfinishedRuns } from "./UnfinishedRuns";

const useStyles = makeStyles({
  all: { display: "flex", flexDirection: "column", rowGap: "8px" },
  // In a low pane the report scrolls, so that its buttons and the rest of the pane stay in reach.
  report: {
    maxHeight: "35vh",
    overflowY: "auto",
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
  },
});

/** Starts, shows, pauses and cancels the run; always in sight. */
export function RunRegion({ model, connection }: { readonly model: PaneModel; readonly connection: ConnectionPort }) {
  const styles = useStyles();
  const run = useReadable(model.run);
  const quote = useReadable(model.quote);
  const unfinished = useReadable(model.unfinished);
  const problem = useReadable(model.control.problem);
  const place = useKeptFocus<HTMLDivElement>();
  const isActive = isUnderWay(run);
  const price =
    quote.status === "ready" && !isActive && quote.quote.rows > 0
      ? `at most ${creditsText(quote.quote.mostCredits)}`
      : undefined;
  const hasReport = run.status !== "idle" || unfinished.length > 0 || problem !== undefined;

  return (
    <Region name="Run" aside={price}>
      <div ref={place} className={styles.all}>
        {hasReport && (
          <div className={styles.report} tabIndex={0} role="group" aria-label="Report">
            {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
            {isActive && <RunUnderWay run={run} />}
            {!isActive && run.status !== "idle" && <RunOutcome run={run} model={model} />}
            {!isActive && <UnfinishedRuns model={model} />}
          </div>
        )}
        {isActive ? (
          <RunButtons run={run} control={model.control} />
        ) : (
          <StartButtons {...{ model, connection }} isSecond={unfinished.length > 0} />
        )}
      </div>
    </Region>
  );
}
