import { Button, ProgressBar, makeStyles } from "@fluentui/react-components";
import { CountTable } from "../controls/CountTable";
import { Notice } from "../controls/Notice";
import { unreadableText } from "../formula-work-words";
import type { FormulaActivity } from "../state/create-formulas-model";
import { counted, creditsText } from "../words";

const useStyles = makeStyles({
  group: { display: "flex", flexDirection: "column", rowGap: "8px" },
  line: { margin: 0 },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

/** A refresh with its price and what can be answered to it, then how far it is. */
export function PricedRefresh(props: {
  readonly activity: Extract<FormulaActivity, { readonly kind: "priced" | "asking" }>;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}) {
  const styles = useStyles();
  const { activity } = props;
  if (activity.kind === "asking") {
    const { done, people, isCancelled } = activity;
    return (
      <div className={styles.group}>
        <ProgressBar aria-label="Refresh progress" value={people === 0 ? 1 : done / people} />
        <p className={styles.line}>
          {done.toLocaleString("en-US")} of {counted(people, "person", "people")} asked again.
        </p>
        <div className={styles.buttons}>
          <Button disabledFocusable={isCancelled} onClick={props.onCancel}>
            {isCancelled ? "Finishing what was sent…" : "Cancel refresh"}
          </Button>
        </div>
      </div>
    );
  }
  const { plan } = activity;
  const left = unreadableText(plan.unreadable);
  return (
    <div className={styles.group} role="group" aria-label="Refresh price">
      <CountTable
        lines={[
          ["Formulas", plan.formulas.toLocaleString("en-US")],
          ["People to ask again", plan.toAsk.toLocaleString("en-US")],
          ["To ask, in", counted(plan.requests, "request")],
        ]}
        total={["Cost", `at most ${creditsText(plan.mostCredits)}`]}
      />
      {left !== undefined && <Notice tone="warning">{left}</Notice>}
      <div className={styles.buttons}>
        <Button appearance="primary" onClick={props.onConfirm}>
          {plan.toAsk === 0 ? "Show what is known" : `Ask again for ${counted(plan.toAsk, "person", "people")}`}
        </Button>
        <Button onClick={props.onCancel}>Not now</Button>
      </div>
    </div>
  );
}
