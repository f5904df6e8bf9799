import { Button, Field, Input, makeStyles, tokens, type FieldProps } from "@fluentui/react-components";
import { useState, type FormEvent } from "react";
import { Disclosure } from "../controls/Disclosure";
import { Notice } from "../controls/Notice";
import type { FieldSet } from "../pane-memory";
import { builtInSets } from "../state/built-in-sets";
import { isSameName, type FieldChoice } from "../state/create-field-choice";
import type { SharedSets } from "../state/create-shared-sets";
import { useReadable } from "../use-readable";

const useStyles = makeStyles({
  form: { display: "flex", alignItems: "flex-start", columnGap: "8px", "& button": { marginBlockStart: "26px" } },
  name: { flexGrow: 1, minWidth: 0 },
  input: { minWidth: 0, width: "100%" },
  list: { margin: "8px 0 0", padding: 0, listStyle: "none" },
  set: { paddingBlock: "4px", overflowWrap: "anywhere" },
  buttons: { display: "flex", flexWrap: "wrap", columnGap: "4px", marginInlineStart: "-8px" },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Keeping the chosen fields under a name, and what is done with kept ones. */
export function SavedSets({ fields, shared }: { readonly fields: FieldChoice; readonly shared: SharedSets }) {
  const styles = useStyles();
  const { sets } = useReadable(fields.remembered);
  const inWorkbook = useReadable(shared.sets);
  const problem = useReadable(shared.problem);
  return (
    <Disclosure label="Save this choice" {...(sets.length > 0 ? { aside: `${sets.length} saved` } : {})}>
      <NameForm label="Name" button="Save" initial="" replaces={sets} onName={fields.save} />
      <ul className={styles.list}>
        {sets.map((set) => (
          <SavedSet key={set.name} set={set} fields={fields} onShare={() => shared.share(set)} />
        ))}
        {inWorkbook.map(({ name }) => (
          <li key={`shared ${name}`} className={styles.set}>
            {name} <span className={styles.quiet}>in this workbook</span>
            <div className={styles.buttons}>
              <Button
                appearance="subtle"
                size="small"
                aria-label={`Take ${name} out of the workbook`}
                onClick={() => shared.takeBack(name)}
              >
                Take out
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
    </Disclosure>
  );
}

function SavedSet(props: { readonly set: FieldSet; readonly fields: FieldChoice; readonly onShare: () => void }) {
  const styles = useStyles();
  const [isRenaming, setIsRenaming] = useState(false);
  const { name } = props.set;
  return (
    <li className={styles.set}>
      {isRenaming ? (
        <NameForm
          label={`New name of ${name}`}
          button="Rename"
          initial={name}
          sets={props.fields.remembered.get().sets}
          onName={(newName) => {
            props.fields.rename(name, newName);
            setIsRenaming(false);
          }}
        />
      ) : (
        name
      )}
      <div className={styles.buttons}>
        <Button appearance="subtle" size="small" aria-label={`Share ${name} in this workbook`} onClick={props.onShare}>
          Share in workbook
        </Button>
        <Button
          appearance="subtle"
          size="small"
          aria-label={`Rename ${name}`}
          aria-expanded={isRenaming}
          onClick={() => setIsRenaming(!isRenaming)}
        >
          Rename
        </Button>
        <Button
          appearance="subtle"
          size="small"
          aria-label={`Delete ${name}`}
          onClick={() => props.fields.remove(name)}
        >
          Delete
        </Button>
      </div>
    </li>
  );
}

/** A name that none of the built-in sets has, nor any other of `sets`; taking one of `replaces` is said before. */
function NameForm(props: {
  readonly label: string;
  readonly button: string;
  readonly initial: string;
  readonly sets?: readonly FieldSet[];
  readonly replaces?: readonly FieldSet[];
  readonly onName: (name: string) => void;
}) {
  const styles = useStyles();
  const [name, setName] = useState(props.initial);
  const { initial, sets = [], replaces = [] } = props;
  const isTaken = [...builtInSets, ...sets].some((set) => set.name !== initial && isSameName(set.name, name));
  const replaced = replaces.find((set) => isSameName(set.name, name));
  const isNothing = name.trim() === "";

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isNothing || isTaken) return;
    props.onName(name.trim());
    setName("");
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <Field className={styles.name} label={props.label} {...messageOf(isTaken, replaced)}>
        <Input
          className={styles.input}
          value={name}
          maxLength={40}
          placeholder="Such as Board"
          onChange={(_, { value }) => setName(value)}
        />
      </Field>
      <Button type="submit" disabledFocusable={isNothing || isTaken}>
        {replaced === undefined ? props.button : "Replace"}
      </Button>
    </form>
  );
}

function messageOf(
  isTaken: boolean,
  replaced: FieldSet | undefined,
): Pick<FieldProps, "validationMessage" | "validationState"> {
  if (isTaken) return { validationMessage: "Another set has this name." };
  if (replaced === undefined) return {};
  return { validationState: "warning", validationMessage: `Replaces your set “${replaced.name}”.` };
}
