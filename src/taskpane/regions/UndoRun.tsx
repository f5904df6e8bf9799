import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { UndoReport, UndoSize } from "../../core/run/bulk-run";
import type { Receipt } from "../../core/run/receipt";
import { Question } from "../controls/Question";
import { isUnderWay } from "../state/create-run-control";
import type { PaneModel } from "../state/create-pane-model";
import { useReadable } from "../use-readable";
import { undoneText, undoQuestion } from "../undo-words";

const useStyles = makeStyles({
  quiet: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  button: { alignSelf: "flex-start" },
});

/** Puts back what stood in the cells before a run, after a yes that knows how many. */
export function UndoRun({ receipt, model }: { readonly receipt: Receipt; readonly model: PaneModel }) {
  const styles = useStyles();
  const run = useReadable(model.run);
  const [asked, setAsked] = useState<UndoSize>();
  const [report, setReport] = useState<UndoReport>();

  async function ask(): Promise<void> {
    setAsked(asked === undefined ? await model.control.undoSize(receipt.runId) : undefined);
  }

  async function answer(isYes: boolean): Promise<void> {
    setAsked(undefined);
    if (isYes) setReport(await model.control.undo(receipt.runId));
  }

  return (
    <>
      {receipt.canUndo && !receipt.isUndone && (
        <Button
          size="small"
          className={styles.button}
          aria-expanded={asked !== undefined}
          disabledFocusable={isUnderWay(run)}
          onClick={() => void ask()}
        >
          Undo this run
        </Button>
      )}
      {asked !== undefined && (
        <Question yes="Yes, undo" no="Keep" onAnswer={(isYes) => void answer(isYes)}>
          {undoQuestion(asked, receipt.address)}
        </Question>
      )}
      <div role="status">{report !== undefined && <p className={styles.quiet}>{undoneText(report)}</p>}</div>
    </>
  );
}
