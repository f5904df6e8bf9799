import { Button, ProgressBar, makeStyles, tokens } from "@fluentui/react-components";
import { useId, useLayoutEffect, useRef } from "react";
import type { ConnectionPort } from "../../core/connection";
import type { ActiveRun, EndedRun, RunProgress, RunState } from "../../core/run/bulk-run";
import { Notice, type NoticeTone } from "../controls/Notice";
import { Region } from "../controls/Region";
import { countTexts, failureWords, nextSteps, summaryText } from "../run-words";
import type { PaneModel } from "../state/create-pane-model";
import { rowsToEnrich } from "../state/quote-state";
import { obstacle } from "../state/readiness";
import { useReadable } from "../use-readable";
import { counted, creditsText, rowsText } from "../words";

const useStyles = makeStyles({
  line: { margin: 0 },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  buttons: { display: "flex", gap: "8px", justifyContent: "space-between" },
  // In a low pane the report scrolls, so that its buttons and the rest of the pane stay in reach.
  report: { maxHeight: "35vh", overflowY: "auto", display: "flex", flexDirection: "column", rowGap: "8px" },
  start: { flexGrow: 1 },
});

interface RunProps {
  readonly model: PaneModel;
  readonly connection: ConnectionPort;
}

/** Starts, shows and cancels the run. */
export function RunRegion({ model, connection: port }: RunProps) {
  const styles = useStyles();
  const run = useReadable(model.run);
  const selection = useReadable(model.selection);
  const quote = useReadable(model.quote);
  const connection = useReadable(port.state);
  const why = obstacle({ connection, quote, overwrite: useReadable(model.overwrite) });
  const isRunning = isActive(run);
  const start = useRef<HTMLElement | null>(null);
  const whyId = useId();

  const rows = isRunning ? run.progress.rows : rowsToEnrich(selection);
  return (
    <Region
      name="Run"
      aside={quote.status === "ready" && !isRunning ? `at most ${creditsText(quote.quote.mostCredits)}` : undefined}
    >
      {run.status !== "idle" && (
        <div className={styles.report} tabIndex={0} role="group" aria-label="Report">
          <RunReport run={run} />
        </div>
      )}
      {!isRunning && why !== undefined && (
        <p id={whyId} className={styles.quiet}>
          {why}
        </p>
      )}
      <div className={styles.buttons}>
        <Button
          ref={(button: HTMLElement | null) => (start.current = button)}
          className={styles.start}
          appearance="primary"
          disabledFocusable={isRunning || why !== undefined}
          aria-describedby={why === undefined ? undefined : whyId}
          onClick={() => model.startRun()}
        >
          {rows === 0 ? "Enrich" : `Enrich ${rowsText(rows)}`}
        </Button>
        {isRunning && <CancelButton model={model} isCancelling={run.status === "cancelling"} next={start} />}
      </div>
    </Region>
  );
}

/** Hands the focus on when it goes away with it, so that a keyboard user is not thrown back to the top. */
function CancelButton(props: {
  readonly model: PaneModel;
  readonly isCancelling: boolean;
  readonly next: React.RefObject<HTMLElement | null>;
}) {
  const own = useRef<HTMLElement | null>(null);
  const { next } = props;
  useLayoutEffect(() => {
    const button = own.current;
    const start = next.current;
    return () => {
      if (button !== null && document.activeElement === button) start?.focus();
    };
  }, [next]);
  return (
    <Button
      ref={(button: HTMLElement | null) => (own.current = button)}
      disabledFocusable={props.isCancelling}
      onClick={() => props.model.cancelRun()}
    >
      {props.isCancelling ? "Cancelling…" : "Cancel"}
    </Button>
  );
}

function RunReport({ run }: { readonly run: RunState }) {
  const styles = useStyles();
  if (run.status === "idle") return null;
  const { progress } = run;
  if (isActive(run)) {
    return (
      <>
        <ProgressBar
          aria-label="Enrichment progress"
          max={Math.max(progress.rows, 1)}
          value={progress.done}
          aria-valuetext={`${progress.done} of ${rowsText(progress.rows)}`}
        />
        <p className={styles.line}>
          {progress.done} of {rowsText(progress.rows)} · {creditsText(progress.creditsUsed)} so far
        </p>
        <Counts progress={progress} />
      </>
    );
  }
  return (
    <Notice tone={toneOf(run)}>
      <span>{summaryText(run)}</span>
      <Counts progress={progress} />
      {run.status === "cancelled" && <span>What was written stays. Enrich again to go on: known people are free.</span>}
      {run.status === "failed" && <span>{nextSteps[run.reason]}</span>}
    </Notice>
  );
}

function isActive(run: RunState): run is ActiveRun {
  return "exposure" in run;
}

function toneOf(run: EndedRun): NoticeTone {
  if (run.status === "failed") return "problem";
  if (run.status === "cancelled") return "info";
  return run.progress.failed > 0 ? "warning" : "success";
}

function Counts({ progress }: { readonly progress: RunProgress }) {
  const styles = useStyles();
  const reasons = progress.failures.map(({ code }) => failureWords[code]).join("; ");
  return (
    <>
      <p className={styles.quiet}>{countTexts(progress).join(" · ")}</p>
      {reasons !== "" && (
        <p className={styles.quiet}>Failed because {reasons}. Enrich again to retry; the others are free.</p>
      )}
      {progress.possiblyBilled > 0 && (
        <p className={styles.quiet}>
          {counted(progress.possiblyBilled, "person", "people")} may have been billed besides: a reply was lost on its
          way.
        </p>
      )}
    </>
  );
}
