import { makeStyles, tokens } from "@fluentui/react-components";
import { groupsOf } from "./groups";
import { inOrder } from "./columns";
import { creditsOf, sumOf, type Usage } from "./usage";
import { amountText, countText, creditsText, shareText } from "./words";

const useStyles = makeStyles({
  numbers: {
    margin: 0,
    display: "grid",
    gridTemplateColumns: "repeat(2, minmax(0, 1fr))",
    "@media (min-width: 640px)": { gridTemplateColumns: "repeat(4, minmax(0, 1fr))" },
    gap: "12px",
  },
  number: {
    padding: "12px 16px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    minWidth: 0,
  },
  // Two columns at 320 pixels, four from 640.
  wide: { gridColumn: "span 2" },
  term: { color: tokens.colorNeutralForeground3 },
  value: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: "tabular-nums",
    overflowWrap: "anywhere",
  },
  aside: { margin: 0, color: tokens.colorNeutralForeground2, fontVariantNumeric: "tabular-nums" },
});

/** The period in short: credits, people, and who spent most. */
export function SummaryNumbers({ usage: { rows } }: { readonly usage: Usage }) {
  const styles = useStyles();
  const people = inOrder(groupsOf(rows, "person"), { column: "credits", direction: "descending" });
  const [biggest] = people;
  const lost = sumOf(rows.map(({ possiblyBilled }) => possiblyBilled));
  return (
    <dl className={styles.numbers}>
      <div className={styles.number}>
        <dt className={styles.term}>Credits</dt>
        <dd className={styles.value}>{amountText(creditsOf(rows))}</dd>
        {lost > 0 && <dd className={styles.aside}>{`and ${amountText(lost)} possibly billed`}</dd>}
      </div>
      <div className={styles.number}>
        <dt className={styles.term}>People</dt>
        <dd className={styles.value}>{countText(people.length)}</dd>
      </div>
      {biggest && (
        <div className={`${styles.number} ${styles.wide}`}>
          <dt className={styles.term}>Biggest spender</dt>
          <dd className={styles.value}>{biggest.label}</dd>
          <dd className={styles.aside}>{`${creditsText(biggest.credits)}, ${shareText(biggest.share)} of all`}</dd>
        </div>
      )}
    </dl>
  );
}
