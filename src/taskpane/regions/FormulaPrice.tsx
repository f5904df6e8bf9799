import { makeStyles, tokens } from "@fluentui/react-components";
import { CountTable } from "../controls/CountTable";
import type { PaneSpending } from "../parts";
import { approvalNote, priceText } from "../formula-words";
import type { ReadyDraft } from "../state/formula-draft";
import { useReadable } from "../use-readable";
import { counted } from "../words";

const useStyles = makeStyles({
  line: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** What the formula could cost before it is written: one line for one row, a table for more. */
export function FormulaPrice(props: {
  readonly draft: ReadyDraft;
  readonly spending: PaneSpending;
  readonly isOld: boolean;
}) {
  const styles = useStyles();
  const { draft, isOld } = props;
  const policy = useReadable(props.spending.policy);
  const { wholePrice, rows } = draft;
  const note = approvalNote(wholePrice.toAsk, policy);
  return (
    <>
      {rows === 1 ? (
        <p className={styles.line}>{priceText(wholePrice)}</p>
      ) : (
        <CountTable
          isOld={isOld}
          lines={[
            ["Rows", rows.toLocaleString("en-US")],
            ["Different people", wholePrice.people.toLocaleString("en-US")],
            ["Already known, free", wholePrice.known.toLocaleString("en-US")],
            [`To ask, in ${counted(wholePrice.requests, "request")}`, wholePrice.toAsk.toLocaleString("en-US")],
          ]}
          total={["Cost", priceText(wholePrice)]}
        />
      )}
      {note !== undefined && <p className={styles.quiet}>{note}</p>}
    </>
  );
}
