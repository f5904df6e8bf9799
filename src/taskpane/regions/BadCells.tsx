import { Link, makeStyles, tokens } from "@fluentui/react-components";
import type { SelectionView } from "../../core/run/selection-view";
import { columnLetters } from "../../core/cell-address";
import { Disclosure } from "../controls/Disclosure";
import type { PaneModel } from "../state/create-pane-model";
import { counted } from "../words";

const useStyles = makeStyles({
  list: { margin: "0 0 0 16px", padding: 0, listStyle: "none", fontSize: tokens.fontSizeBase200 },
  item: { overflowWrap: "anywhere", paddingBlock: "2px" },
  // 24 pixels high, to be hit with a finger.
  cell: { fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase200, lineHeight: "24px" },
});

const mostListed = 20;

/** The cells that are neither blank nor an identifier; a click shows the cell in the sheet. */
export function BadCells({ selection, model }: { readonly selection: SelectionView; readonly model: PaneModel }) {
  const styles = useStyles();
  const { invalid, column } = selection;
  const rest = invalid.length - mostListed;
  return (
    <Disclosure label={counted(invalid.length, "cell is not an identifier", "cells are not identifiers")}>
      <ul className={styles.list}>
        {invalid.slice(0, mostListed).map(({ row, reason }) => {
          const cell = `${columnLetters(column.column)}${row + 1}`;
          return (
            <li key={row} className={styles.item}>
              <Link
                as="button"
                className={styles.cell}
                aria-label={`Go to ${cell}`}
                onClick={() => model.control.showCell(row)}
              >
                {cell}
              </Link>{" "}
              {reason}
            </li>
          );
        })}
        {rest > 0 && <li className={styles.item}>and {counted(rest, "more", "more")}</li>}
      </ul>
    </Disclosure>
  );
}
