import { Button, makeStyles, tokens } from "@fluentui/react-components";
import type { PaneSpending } from "../parts";
import { useReadable } from "../use-readable";
import { counted } from "../words";

const useStyles = makeStyles({
  bar: {
    display: "flex",
    alignItems: "center",
    justifyContent: "space-between",
    columnGap: "8px",
    padding: "6px 20px",
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorNeutralForeground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  review: { flexShrink: 0 },
});

/** Says that formulas wait for a yes, wherever the pane is scrolled to; the focus stays where it is. */
export function WaitingBar(props: { readonly spending: PaneSpending; readonly onReview: () => void }) {
  const styles = useStyles();
  const { people } = useReadable(props.spending.approval);
  if (people === 0) return null;
  return (
    <div role="note" aria-label="Waiting" className={styles.bar}>
      <span>{counted(people, "person waits", "people wait")} for your yes.</span>
      <Button size="small" className={styles.review} onClick={props.onReview}>
        Review
      </Button>
    </div>
  );
}
