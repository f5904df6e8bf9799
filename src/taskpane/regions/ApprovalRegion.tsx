import { Button, makeStyles } from "@fluentui/react-components";
import { useState, type Ref } from "react";
import type { PaneSpending, Reentered } from "../parts";
import { CountTable } from "../controls/CountTable";
import { Notice } from "../controls/Notice";
import { Region } from "../controls/Region";
import { capText, leftAloneText } from "../spending-words";
import { useReadable } from "../use-readable";
import { creditsText } from "../words";

const useStyles = makeStyles({
  line: { margin: 0 },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
  // Three in a row, in the narrowest pane too.
  button: { flexGrow: 1, minWidth: 0 },
});

/** How many a cautious yes is for. */
const fewPeople = 5;

/** What formulas wait to ask for, with its price; there only while something waits. */
export function ApprovalRegion(props: { readonly spending: PaneSpending; readonly place?: Ref<HTMLDivElement> }) {
  const { spending } = props;
  const styles = useStyles();
  const { people, requests, mostCredits, cap } = useReadable(spending.approval);
  const [problem, setProblem] = useState<string>();
  if (people === 0 && problem === undefined) return null;

  async function after(answer: Promise<Reentered>): Promise<void> {
    setProblem(undefined);
    try {
      setProblem(leftAloneText((await answer).leftAlone));
    } catch (error) {
      const why = error instanceof Error ? error.message : "Excel did not allow it.";
      setProblem(`${why} Your yes holds for an hour.`);
    }
  }

  return (
    <div ref={props.place}>
      <Region name="Approval">
        {people > 0 && (
          <>
            <p className={styles.line}>Formulas wait for your yes. Nothing was asked or spent for these people yet.</p>
            <CountTable
              lines={[
                ["New people", people.toLocaleString("en-US")],
                ["Requests", requests.toLocaleString("en-US")],
              ]}
              total={["Cost", `at most ${creditsText(mostCredits)}`]}
            />
            {cap !== undefined && <Notice tone="warning">{capText(cap)}</Notice>}
            <div className={styles.buttons}>
              <Button
                className={styles.button}
                appearance="primary"
                disabledFocusable={cap !== undefined}
                onClick={() => void after(spending.approve())}
              >
                Approve
              </Button>
              {people > fewPeople && (
                <Button className={styles.button} onClick={() => void after(spending.trySome(fewPeople))}>
                  Try {fewPeople}
                </Button>
              )}
              <Button className={styles.button} onClick={() => spending.discard()}>
                Discard
              </Button>
            </div>
          </>
        )}
        {problem !== undefined && (
          <Notice tone="warning">
            {problem}
            <div className={styles.buttons}>
              <Button size="small" onClick={() => void after(spending.enterAnew())}>
                Try again
              </Button>
              <Button size="small" onClick={() => setProblem(undefined)}>
                Dismiss
              </Button>
            </div>
          </Notice>
        )}
      </Region>
    </div>
  );
}
