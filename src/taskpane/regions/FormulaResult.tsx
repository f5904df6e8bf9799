import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { cellWords, priceText } from "../formula-words";
import type { ReadyDraft } from "../state/formula-draft";
import { counted } from "../words";

const useStyles = makeStyles({
  row: { display: "flex", flexWrap: "wrap", gap: "8px", alignItems: "center" },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  result: { margin: 0, paddingInlineStart: "16px", overflowWrap: "anywhere" },
  dimmed: { opacity: 0.6 },
});

const mostShown = 8;

/** What the first row shows; what nobody paid for yet only after a press. */
export function FormulaResult(props: {
  readonly draft: ReadyDraft;
  readonly isOld: boolean;
  readonly onShow: () => void;
}) {
  const styles = useStyles();
  const { draft, isOld, onShow } = props;
  const { result, price } = draft;
  if (result === undefined) {
    return (
      <div className={styles.row}>
        <Button size="small" disabledFocusable={isOld} onClick={onShow}>
          Show result
        </Button>
        <span className={styles.quiet}>of one row: {priceText(price).toLowerCase()}</span>
      </div>
    );
  }
  const cells = result.flat();
  const rest = cells.length - mostShown;
  return (
    <div className={mergeClasses(isOld && styles.dimmed)}>
      <span className={styles.quiet}>{draft.rows > 1 ? "The first row shows" : "It shows"}</span>
      <ul className={styles.result} aria-label="Result">
        {cells.slice(0, mostShown).map((value, position) => (
          <li key={position}>{cellWords(value)}</li>
        ))}
      </ul>
      {rest > 0 && <span className={styles.quiet}>and {counted(rest, "more cell")}</span>}
    </div>
  );
}
