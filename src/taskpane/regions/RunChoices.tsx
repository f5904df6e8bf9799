import { Field, Radio, RadioGroup, makeStyles, tokens } from "@fluentui/react-components";
import { CountField } from "../controls/CountField";
import { Disclosure } from "../controls/Disclosure";
import type { RunOptions } from "../state/create-run-options";
import { useReadable } from "../use-readable";
import { creditsText } from "../words";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", rowGap: "12px", paddingBlock: "4px 8px" },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Where the columns go, what is written into them, and where the run stops. */
export function RunChoices({ options }: { readonly options: RunOptions }) {
  const styles = useStyles();
  const placement = useReadable(options.placement);
  const output = useReadable(options.output);
  const capCredits = useReadable(options.capCredits);
  const aside = [
    ...(placement === "insert" ? ["inserted"] : []),
    output === "formulas" ? "formulas" : "values",
    capCredits === undefined ? "no cap" : `stops at ${creditsText(capCredits)}`,
  ];
  return (
    <Disclosure label="Columns and cap" aside={aside.join(", ")}>
      <div className={styles.form}>
        <Field label="New columns">
          <RadioGroup
            value={placement}
            onChange={(_, { value }) => options.placement.set(value === "insert" ? value : "free")}
          >
            <Radio value="free" label="Use free columns on the right" />
            <Radio value="insert" label="Insert them beside the selection" />
          </RadioGroup>
        </Field>
        <Field label="What is written">
          <RadioGroup
            value={output}
            onChange={(_, { value }) => options.output.set(value === "formulas" ? value : "values")}
          >
            <Radio value="values" label="Values" />
            <Radio value="formulas" label="Live formulas" />
          </RadioGroup>
        </Field>
        {output === "formulas" && (
          <p className={styles.hint}>They read the answers of this run, so they cost nothing more.</p>
        )}
        <CountField
          label="Stop this run before it spends more credits than"
          count={capCredits}
          onChange={(cap) => options.capCredits.set(cap)}
          isCap
        />
      </div>
    </Disclosure>
  );
}
