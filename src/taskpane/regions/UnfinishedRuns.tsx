import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Notice } from "../controls/Notice";
import type { PaneModel } from "../state/create-pane-model";
import { useReadable } from "../use-readable";
import { momentText, rowsText } from "../words";

const useStyles = makeStyles({
  quiet: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px", paddingBlockStart: "4px" },
});

/** The newest run that was broken off, unless the outcome above offers it already; the next one when this is dealt with. */
export function UnfinishedRuns({ model }: { readonly model: PaneModel }) {
  const styles = useStyles();
  const run = useReadable(model.run);
  const shownAbove = run.status === "failed" ? run.receipt.runId : undefined;
  const [newest, ...others] = useReadable(model.unfinished).filter(({ runId }) => runId !== shownAbove);
  if (newest === undefined || shownAbove !== undefined) return null;
  const done = `${newest.done.toLocaleString("en-US")} of ${rowsText(newest.rows)}`;
  return (
    <Notice tone="info">
      <span>
        The run of {momentText(newest.startedAtMs)} over {newest.address} stopped after {done}.
      </span>
      <span className={styles.quiet}>Going on pays for nobody twice.</span>
      {others.length > 0 && <span className={styles.quiet}>{`${others.length} older ones come after it.`}</span>}
      <div className={styles.buttons}>
        <Button size="small" appearance="primary" onClick={() => model.control.resumeUnfinished(newest.runId)}>
          Resume
        </Button>
        <Button size="small" onClick={() => model.control.discardUnfinished(newest.runId)}>
          Discard
        </Button>
      </div>
    </Notice>
  );
}
