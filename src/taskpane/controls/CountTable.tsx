import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";

const useStyles = makeStyles({
  table: { margin: 0, display: "flex", flexDirection: "column", rowGap: "2px" },
  line: { display: "flex", justifyContent: "space-between", columnGap: "12px" },
  term: { color: tokens.colorNeutralForeground2 },
  number: { margin: 0, flexShrink: 0, textAlign: "end", fontVariantNumeric: "tabular-nums" },
  total: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingTop: "6px",
    marginTop: "4px",
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
  },
  dimmed: { opacity: 0.6 },
});

type Line = readonly [term: string, value: string];

/** Terms with their counts, and what they come to below a line. */
export function CountTable(props: {
  readonly lines: readonly Line[];
  readonly total: Line;
  /** Counted before something changed. Default false. */
  readonly isOld?: boolean;
}) {
  const styles = useStyles();
  return (
    <dl className={mergeClasses(styles.table, props.isOld === true && styles.dimmed)}>
      {props.lines.map(([term, value]) => (
        <CountLine key={term} line={[term, value]} />
      ))}
      <CountLine line={props.total} isTotal />
    </dl>
  );
}

function CountLine({ line: [term, value], isTotal = false }: { readonly line: Line; readonly isTotal?: boolean }) {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.line, isTotal && styles.total)}>
      <dt className={mergeClasses(!isTotal && styles.term)}>{term}</dt>
      <dd className={styles.number}>{value}</dd>
    </div>
  );
}
