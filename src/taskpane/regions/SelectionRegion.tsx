import { Button, Switch, makeStyles, tokens } from "@fluentui/react-components";
import type { SelectionView } from "../../core/run/selection-view";
import { Disclosure } from "../controls/Disclosure";
import { Region } from "../controls/Region";
import type { PaneModel } from "../state/create-pane-model";
import { useReadable } from "../use-readable";
import { columnLetters } from "../column-words";
import { counted } from "../words";

const useStyles = makeStyles({
  line: { margin: 0 },
  address: { margin: 0, fontWeight: tokens.fontWeightSemibold, overflowWrap: "anywhere" },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  list: { margin: "0 0 0 24px", padding: 0, listStyle: "none", fontSize: tokens.fontSizeBase200 },
  item: { overflowWrap: "anywhere", paddingBlock: "2px" },
  switch: { marginInlineStart: "-8px" },
  read: { alignSelf: "flex-start" },
});

const mostListed = 20;

/** The selected column: what its cells were read as, and which are no identifiers. */
export function SelectionRegion({ model }: { readonly model: PaneModel }) {
  const styles = useStyles();
  const selection = useReadable(model.selection);
  if (selection === undefined) {
    return (
      <Region name="Selection">
        <p className={styles.line}>Select a column of profile URLs or business e-mails in the sheet.</p>
        <Button className={styles.read} size="small" onClick={() => model.refreshSelection()}>
          Read the selection
        </Button>
      </Region>
    );
  }
  const { count } = selection;
  return (
    <Region name="Selection" aside={counted(count.people, "different person", "different people")}>
      <p className={styles.address}>{selection.column.address}</p>
      <p className={styles.quiet}>{countText(selection)}</p>
      <Switch
        className={styles.switch}
        label="First row is a header"
        checked={selection.hasHeaderRow}
        onChange={(_, { checked }) => model.setHasHeaderRow(checked)}
      />
      {selection.invalid.length > 0 && <BadCells selection={selection} />}
    </Region>
  );
}

function BadCells({ selection }: { readonly selection: SelectionView }) {
  const styles = useStyles();
  const { invalid, column } = selection;
  const rest = invalid.length - mostListed;
  return (
    <Disclosure label={counted(invalid.length, "cell is not an identifier", "cells are not identifiers")}>
      <ul className={styles.list}>
        {invalid.slice(0, mostListed).map(({ row, reason }) => (
          <li key={row} className={styles.item}>
            <strong>
              {columnLetters(column.column)}
              {row + 1}
            </strong>{" "}
            {reason}
          </li>
        ))}
        {rest > 0 && <li className={styles.item}>and {counted(rest, "more", "more")}</li>}
      </ul>
    </Disclosure>
  );
}

function countText({ count }: SelectionView): string {
  const parts = [
    counted(count.urls, "URL"),
    counted(count.emails, "e-mail"),
    ...(count.blank > 0 ? [counted(count.blank, "blank", "blank")] : []),
  ];
  return parts.join(" · ");
}
