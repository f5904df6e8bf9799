import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useId } from "react";

const useStyles = makeStyles({
  choice: {
    margin: 0,
    padding: 0,
    border: "none",
    minWidth: 0,
    display: "flex",
    flexWrap: "wrap",
    gap: "4px",
    marginInlineStart: "-1px",
  },
  legend: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" },
  option: {
    position: "relative",
    padding: "3px 11px",
    // Four of them fit beside each other at 320 pixels.
    "@media (max-width: 480px)": { padding: "3px 8px" },
    borderRadius: tokens.borderRadiusCircular,
    color: tokens.colorNeutralForeground2,
    cursor: "pointer",
    "&:hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    "&:has(:focus-visible)": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  // Forced colours would show a border that is only transparent, so what is not chosen has none.
  idle: { margin: "1px" },
  chosen: {
    border: `1px solid ${tokens.colorBrandStroke1}`,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
    "&:hover": { backgroundColor: tokens.colorBrandBackground2Hover },
  },
  input: { position: "absolute", inset: 0, margin: 0, opacity: 0, cursor: "pointer" },
});

/** One of a few, all in sight: radio buttons in the shape of words. */
export function Choice<Value extends string>(props: {
  readonly label: string;
  readonly options: readonly (readonly [Value, text: string])[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}) {
  const styles = useStyles();
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{props.label}</legend>
      {props.options.map(([value, text]) => (
        <label
          key={value}
          className={mergeClasses(styles.option, value === props.chosen ? styles.chosen : styles.idle)}
        >
          <input
            type="radio"
            name={name}
            className={styles.input}
            checked={value === props.chosen}
            onChange={() => props.onChoose(value)}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
