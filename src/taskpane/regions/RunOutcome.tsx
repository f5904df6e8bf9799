import { Button, makeStyles, tokens } from "@fluentui/react-components";
import type { EndedRun, RunProgress } from "../../core/run/bulk-run";
import { Notice, type NoticeTone } from "../controls/Notice";
import { countTexts, failedTexts, nextSteps, summaryText } from "../run-words";
import type { PaneModel } from "../state/create-pane-model";
import { useReadable } from "../use-readable";
import { counted } from "../words";

const useStyles = makeStyles({
  quiet: { margin: 0, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px", paddingBlockStart: "4px" },
});

/** How the run ended, and the way on. */
export function RunOutcome({ run, model }: { readonly run: EndedRun; readonly model: PaneModel }) {
  const styles = useStyles();
  return (
    <Notice tone={toneOf(run)}>
      <span>{summaryText(run)}</span>
      <Counts progress={run.progress} />
      {run.status !== "failed" && run.receipt.rowsWritten > 0 && (
        <div className={styles.buttons}>
          <Button size="small" onClick={() => model.control.showResults(run.receipt.runId)}>
            Show what was written
          </Button>
        </div>
      )}
      {run.status === "cancelled" && (
        <span className={styles.quiet}>What was written stays. Enrich again to go on: known people are free.</span>
      )}
      {run.status === "failed" && (
        <>
          <span className={styles.quiet}>{nextSteps[run.reason]}</span>
          <WayOn run={run} model={model} />
        </>
      )}
    </Notice>
  );
}

function toneOf(run: EndedRun): NoticeTone {
  if (run.status === "failed") return "problem";
  if (run.status === "cancelled") return "info";
  return run.progress.failed > 0 ? "warning" : "success";
}

/** Goes on with the very run where it can be resumed, else begins anew; what is known is free either way. */
function WayOn({
  run,
  model,
}: {
  readonly run: Extract<EndedRun, { readonly status: "failed" }>;
  readonly model: PaneModel;
}) {
  const styles = useStyles();
  const unfinished = useReadable(model.unfinished);
  const isOpen = unfinished.some(({ runId }) => runId === run.receipt.runId);
  const { control } = model;
  const goOn = (takeOverLease: boolean): void =>
    isOpen ? control.resumeUnfinished(run.receipt.runId, { takeOverLease }) : control.start({ takeOverLease });
  return (
    <div className={styles.buttons}>
      {run.reason !== "cap_reached" && (
        <Button size="small" appearance={isOpen ? "primary" : "secondary"} onClick={() => goOn(false)}>
          {isOpen ? "Resume" : "Try again"}
        </Button>
      )}
      {run.reason === "lease_abandoned" && (
        <Button size="small" onClick={() => goOn(true)}>
          Take over
        </Button>
      )}
    </div>
  );
}

function Counts({ progress }: { readonly progress: RunProgress }) {
  const styles = useStyles();
  const isLost = progress.possiblyBilled > 0;
  return (
    <>
      {progress.done > 0 && <span className={styles.quiet}>{countTexts(progress).join(" · ")}</span>}
      {failedTexts(progress).map((text) => (
        <span key={text} className={styles.quiet}>
          {text}
        </span>
      ))}
      {isLost && (
        <span className={styles.quiet}>
          {counted(progress.possiblyBilled, "person", "people")} may have been billed besides: a reply was lost on its
          way.
        </span>
      )}
    </>
  );
}
