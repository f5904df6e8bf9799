import { ProgressBar, makeStyles, tokens } from "@fluentui/react-components";
import type { ActiveRun } from "../../core/run/bulk-run";
import { countTexts, exposureText, paceText, progressText } from "../run-words";
import { rowsText } from "../words";

const useStyles = makeStyles({
  lines: { display: "flex", flexDirection: "column", rowGap: "2px" },
  line: { margin: 0, fontVariantNumeric: "tabular-nums" },
  quiet: {
    margin: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontVariantNumeric: "tabular-nums",
  },
});

/** How far a run is; its lines are always there, so that nothing jumps while numbers grow. */
export function RunUnderWay({ run }: { readonly run: ActiveRun }) {
  const styles = useStyles();
  const { progress } = run;
  return (
    <>
      <ProgressBar
        aria-label="Enrichment progress"
        max={Math.max(progress.rows, 1)}
        value={progress.done}
        aria-valuetext={`${progress.done.toLocaleString("en-US")} of ${rowsText(progress.rows)}`}
      />
      <div className={styles.lines}>
        <p className={styles.line}>{progressText(progress)}</p>
        <p className={styles.quiet}>{countTexts(progress).join(" · ")}</p>
        <p className={styles.quiet}>{paceText(run)}</p>
        <p className={styles.quiet}>{exposureText(run)}</p>
      </div>
    </>
  );
}
