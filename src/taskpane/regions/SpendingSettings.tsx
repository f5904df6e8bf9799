import { Field, Radio, RadioGroup, makeStyles, tokens } from "@fluentui/react-components";
import { usualFreePeople, type SpendPolicy } from "../../core/spend/spend-policy";
import { CountField } from "../controls/CountField";
import { Disclosure } from "../controls/Disclosure";
import type { PaneSpending } from "../parts";
import { policyText } from "../spending-words";
import { useReadable } from "../use-readable";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", rowGap: "12px", paddingBlock: "4px 8px" },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** When formulas ask before they spend, and where they stop; kept as soon as it is chosen. */
export function SpendingSettings({ spending }: { readonly spending: PaneSpending }) {
  const styles = useStyles();
  const policy = useReadable(spending.policy);
  const change = (changed: Partial<SpendPolicy>): void => spending.choosePolicy({ ...policy, ...changed });

  return (
    <Disclosure label="Spending" aside={policyText(policy)}>
      <div className={styles.form}>
        <Field label="Before formulas ask for new people">
          <RadioGroup
            value={modeOf(policy)}
            onChange={(_, { value }) => change({ freePeople: { above: usualFreePeople, always: 0 }[value] })}
          >
            <Radio value="above" label="Ask me above a number" />
            <Radio value="always" label="Always ask me" />
            <Radio value="never" label="Never ask me" />
          </RadioGroup>
        </Field>
        {modeOf(policy) === "above" && (
          <CountField
            label="New people in 10 minutes"
            count={policy.freePeople}
            onChange={(freePeople) => freePeople !== undefined && change({ freePeople })}
          />
        )}
        <CountField label="Credits per day" count={policy.dayCap} onChange={(dayCap) => change({ dayCap })} isCap />
        <CountField
          label="Credits per workbook"
          count={policy.workbookCap}
          onChange={(workbookCap) => change({ workbookCap })}
          isCap
        />
        <p className={styles.hint}>
          Formulas stop before they pass these caps. Runs from this pane have their own quote.
        </p>
      </div>
    </Disclosure>
  );
}

function modeOf({ freePeople }: SpendPolicy): "above" | "always" | "never" {
  if (freePeople === undefined) return "never";
  return freePeople === 0 ? "always" : "above";
}
