import { Radio, RadioGroup, makeStyles } from "@fluentui/react-components";
import type { RunQuote } from "../../core/run/bulk-run";
import type { FillMode } from "../../core/run/run-request";
import { modeTexts } from "../quote-words";
import type { RunOptions } from "../state/create-run-options";
import { useReadable } from "../use-readable";

const modes: readonly FillMode[] = ["blanks", "stale", "overwrite"];

const useStyles = makeStyles({ group: { marginInlineStart: "-8px" } });

/** Which rows are dealt with, each way with its count. */
export function FillModes(props: { readonly options: RunOptions; readonly quote: RunQuote | undefined }) {
  const styles = useStyles();
  const chosen = useReadable(props.options.mode);
  const texts = modeTexts(props.quote?.modes);
  return (
    <RadioGroup
      className={styles.group}
      aria-label="Which rows"
      value={chosen}
      onChange={(_, { value }) => {
        const mode = modes.find((one) => one === value);
        if (mode !== undefined) props.options.mode.set(mode);
      }}
    >
      {modes.map((mode) => (
        <Radio key={mode} value={mode} label={texts[mode]} />
      ))}
    </RadioGroup>
  );
}
