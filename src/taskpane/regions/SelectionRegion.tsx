import { Button, Switch, makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { SelectionView } from "../../core/run/selection-view";
import { Region } from "../controls/Region";
import { countText, noteTexts } from "../selection-words";
import type { PaneModel } from "../state/create-pane-model";
import { useReadable } from "../use-readable";
import { counted } from "../words";
import { BadCells } from "./BadCells";
import { ExamplePeople } from "./ExamplePeople";

const useStyles = makeStyles({
  line: { margin: 0, overflowWrap: "anywhere" },
  address: { margin: 0, fontWeight: tokens.fontWeightSemibold, overflowWrap: "anywhere" },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  switch: { marginInlineStart: "-8px" },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

export interface SelectionRegionProps {
  readonly model: PaneModel;
  /** Given only where invented people answer. */
  readonly insertExamples?: (() => Promise<void>) | undefined;
}

/** The selected column: what its cells were read as, and which are no identifiers. */
export function SelectionRegion({ model, insertExamples }: SelectionRegionProps) {
  const styles = useStyles();
  const selection = useReadable(model.selection);
  if (selection === undefined || selection.count.people === 0) {
    return (
      <Region name="Selection">
        {selection !== undefined && <p className={styles.address}>{selection.column.address}</p>}
        <Hint selection={selection}>
          <div className={styles.buttons}>
            <Button size="small" onClick={() => model.refreshSelection()}>
              Read the selection
            </Button>
            {insertExamples !== undefined && <ExamplePeople insert={insertExamples} />}
          </div>
        </Hint>
        {selection?.visibleOnly === true && <Switches selection={selection} model={model} />}
        {selection !== undefined && selection.count.invalid > 1 && <BadCells selection={selection} model={model} />}
      </Region>
    );
  }
  return (
    <Region name="Selection" aside={counted(selection.count.people, "different person", "different people")}>
      <p className={styles.address}>{selection.column.address}</p>
      <p className={styles.quiet}>{countText(selection)}</p>
      <Switches selection={selection} model={model} />
      {selection.invalid.length > 0 && <BadCells selection={selection} model={model} />}
    </Region>
  );
}

/** What to select, where what is selected names nobody. */
function Hint({
  selection,
  children,
}: {
  readonly selection: SelectionView | undefined;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const what = selection === undefined ? undefined : nobodyText(selection);
  return (
    <>
      {what !== undefined && <p className={styles.line}>{what}</p>}
      <p className={styles.line}>
        Select a column of profile URLs or business e-mails in the sheet: a click on the letter above it takes all of
        it.
      </p>
      {children}
    </>
  );
}

/** Why there is nobody to look up; one header or note by itself is no mistake. */
function nobodyText({ count }: SelectionView): string {
  if (count.invalid === 0) return "Nothing to look up here yet.";
  return count.invalid === 1 ? "This cell alone names nobody." : "No cell here is a profile URL or an e-mail.";
}

function Switches({ selection, model }: { readonly selection: SelectionView; readonly model: PaneModel }) {
  const styles = useStyles();
  const { visibleOnly } = selection;
  const notes = noteTexts(selection);
  return (
    <>
      {notes.map((note) => (
        <p key={note} className={styles.quiet}>
          {note}
        </p>
      ))}
      <div>
        <Switch
          className={styles.switch}
          label="First row is a header"
          checked={selection.hasHeaderRow}
          onChange={(_, { checked }) => model.setHasHeaderRow(checked)}
        />
        {(visibleOnly || selection.column.notes.hiddenRows > 0) && (
          <Switch
            className={styles.switch}
            label="Visible rows only"
            checked={visibleOnly}
            onChange={(_, { checked }) => model.setVisibleOnly(checked)}
          />
        )}
      </div>
    </>
  );
}
