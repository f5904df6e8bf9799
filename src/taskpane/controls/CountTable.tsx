import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";

const useStyles = makeStyles({
  table: { margin: 0, display: "grid", gridTemplateColumns: "1fr auto", rowGap: "2px", columnGap: 0 },
  term: { color: tokens.colorNeutralForeground2 },
  number: { margin: 0, paddingInlineStart: "12px", textAlign: "end", fontVariantNumeric: "tabular-nums" },
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
    <>
      <dt className={mergeClasses(styles.term, isTotal && styles.total)}>{term}</dt>
      <dd className={mergeClasses(styles.number, isTotal && styles.total)}>{value}</dd>
    </>
  );
}
