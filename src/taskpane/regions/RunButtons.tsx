import { Button, makeStyles } from "@fluentui/react-components";
import type { ActiveRun } from "../../core/run/bulk-run";
import type { RunControl } from "../state/create-run-control";

const useStyles = makeStyles({
  buttons: { display: "flex", gap: "8px" },
  button: { flexGrow: 1, flexBasis: 0, minWidth: 0 },
});

/** Pause or resume, and cancel. */
export function RunButtons({ run, control }: { readonly run: ActiveRun; readonly control: RunControl }) {
  const styles = useStyles();
  const { status } = run;
  const isResting = status === "paused" || (status === "running" && run.hold !== undefined);
  return (
    <div className={styles.buttons}>
      {isResting ? (
        <Button className={styles.button} appearance="primary" onClick={() => control.resume()}>
          Resume
        </Button>
      ) : (
        <Button
          className={styles.button}
          disabledFocusable={status !== "running"}
          // The second half of a double click on "Enrich" is no wish to pause.
          onClick={({ detail }) => detail < 2 && control.pause()}
        >
          {status === "pausing" ? "Pausing…" : "Pause"}
        </Button>
      )}
      <Button className={styles.button} disabledFocusable={status === "cancelling"} onClick={() => control.cancel()}>
        {status === "cancelling" ? "Cancelling…" : "Cancel"}
      </Button>
    </div>
  );
}
