import { Checkbox, makeStyles, tokens } from "@fluentui/react-components";
import { memo, useId } from "react";
import type { DescribedField } from "../../core/field-descriptions";
import { PathText } from "../controls/PathText";
import type { FieldSamples } from "../use-field-samples";
import { creditsText } from "../words";

const typeWords: Readonly<Record<DescribedField["type"], string>> = {
  text: "text",
  url: "address",
  integer: "number",
  number: "number",
  boolean: "yes or no",
  date: "date",
  texts: "list",
  object: "group",
  list: "list",
  raw: "text",
};

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyle: "none" },
  item: { paddingBottom: "4px" },
  box: { display: "flex", width: "100%", marginInlineStart: "-8px" },
  label: { overflowWrap: "anywhere" },
  about: {
    marginInlineStart: "28px",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: "anywhere",
  },
  // One line, so that long ones do not push the list apart.
  sample: {
    display: "block",
    fontStyle: "italic",
    whiteSpace: "nowrap",
    overflow: "hidden",
    textOverflow: "ellipsis",
  },
  price: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
});

export interface FieldListProps {
  readonly fields: readonly DescribedField[];
  readonly chosen: readonly string[];
  readonly samples: FieldSamples;
  /** Shows whole paths. */
  readonly withSection: boolean;
  readonly onChoose: (path: string, isChosen: boolean) => void;
}

/** Fields to tick; every checkbox is named by its whole path. */
export function FieldList(props: FieldListProps) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {props.fields.map((field) => (
        <FieldItem
          key={field.path}
          field={field}
          isChosen={props.chosen.includes(field.path)}
          sample={props.samples[field.path]}
          withSection={props.withSection}
          onChoose={props.onChoose}
        />
      ))}
    </ul>
  );
}

const FieldItem = memo(function FieldItem(props: {
  readonly field: DescribedField;
  readonly isChosen: boolean;
  readonly sample: string | undefined;
  readonly withSection: boolean;
  readonly onChoose: (path: string, isChosen: boolean) => void;
}) {
  const { path, section, description, type, credits } = props.field;
  const styles = useStyles();
  const aboutId = useId();
  const shown = props.withSection || !path.startsWith(`${section}.`) ? path : path.slice(section.length + 1);
  return (
    <li className={styles.item}>
      <Checkbox
        className={styles.box}
        label={{ children: <PathText path={shown} />, className: styles.label }}
        aria-label={path}
        aria-describedby={aboutId}
        checked={props.isChosen}
        onChange={(_, { checked }) => props.onChoose(path, checked === true)}
      />
      <div id={aboutId} className={styles.about}>
        {description} <span>({typeWords[type]})</span>
        {credits > 0 && <span className={styles.price}> +{creditsText(credits)} per person</span>}
        {props.sample !== undefined && <span className={styles.sample}>Such as {props.sample}</span>}
      </div>
    </li>
  );
});
