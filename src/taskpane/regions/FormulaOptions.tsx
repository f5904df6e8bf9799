import { Checkbox, Field, Input, makeStyles } from "@fluentui/react-components";
import type { WrittenOptions } from "../../core/formulas/compose-formula";
import { Disclosure } from "../controls/Disclosure";
import type { FormulaBuilder } from "../state/create-formula-builder";
import { useReadable } from "../use-readable";

const useStyles = makeStyles({
  inside: { display: "flex", flexDirection: "column", rowGap: "8px", paddingBlock: "4px 8px" },
  tick: { marginInlineStart: "-8px" },
});

/** The few options people want, in words. */
export function FormulaOptions({ builder }: { readonly builder: FormulaBuilder }) {
  const styles = useStyles();
  const { functionName, fields, options, oneCellPerField } = useReadable(builder.choice);
  const change = (changed: WrittenOptions): void => builder.choose({ options: { ...options, ...changed } });
  return (
    <Disclosure label="Options">
      <div className={styles.inside}>
        <Field label="If nobody is found, show">
          <Input
            value={options.ifMissing ?? ""}
            placeholder="#N/A"
            onChange={(_, { value }) => change({ ifMissing: value })}
          />
        </Field>
        <Field label="If the field is empty, show">
          <Input
            value={options.ifEmpty ?? ""}
            placeholder="nothing"
            onChange={(_, { value }) => change({ ifEmpty: value })}
          />
        </Field>
        {functionName !== "PERSON" && (
          <Checkbox
            className={styles.tick}
            label="Row of headers first"
            checked={options.headers === true}
            onChange={(_, { checked }) => change({ headers: checked === true })}
          />
        )}
        {functionName === "PERSON" && fields.length > 1 && (
          <Checkbox
            className={styles.tick}
            label="A formula of its own for each field"
            checked={oneCellPerField}
            onChange={(_, { checked }) => builder.choose({ oneCellPerField: checked === true })}
          />
        )}
      </div>
    </Disclosure>
  );
}
