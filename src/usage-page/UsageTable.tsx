import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { Column, Direction, Order } from "./columns";
import type { Group } from "./groups";

const line = `1px solid ${tokens.colorNeutralStroke2}`;

const narrow = "@media (max-width: 480px)";

const useStyles = makeStyles({
  // Wide tables scroll here, not the page; the first column stays in sight.
  frame: { overflowX: "auto", border: line, borderRadius: tokens.borderRadiusLarge, position: "relative" },
  table: { width: "100%", borderCollapse: "collapse", fontVariantNumeric: "tabular-nums" },
  caption: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" },
  cell: {
    padding: "8px 12px",
    borderTop: line,
    textAlign: "start",
    fontWeight: tokens.fontWeightRegular,
    whiteSpace: "nowrap",
    [narrow]: { padding: "8px" },
  },
  number: { textAlign: "end" },
  first: {
    position: "sticky",
    left: 0,
    zIndex: 1,
    minWidth: "112px",
    maxWidth: "420px",
    whiteSpace: "normal",
    overflowWrap: "anywhere",
    backgroundColor: tokens.colorNeutralBackground1,
    fontWeight: tokens.fontWeightSemibold,
    [narrow]: { minWidth: "88px", maxWidth: "120px" },
  },
  head: { padding: 0, borderTop: "none", [narrow]: { padding: 0 } },
  total: { fontWeight: tokens.fontWeightSemibold },
  sort: {
    width: "100%",
    display: "flex",
    alignItems: "center",
    columnGap: "4px",
    padding: "8px 12px",
    border: "none",
    backgroundColor: "transparent",
    color: tokens.colorNeutralForeground2,
    font: "inherit",
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: "nowrap",
    cursor: "pointer",
    [narrow]: { padding: "8px" },
    borderRadius: tokens.borderRadiusLarge,
    "&:hover": { color: tokens.colorNeutralForeground1, backgroundColor: tokens.colorNeutralBackground1Hover },
    "&:focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  // The head stands over the figures, its arrow before it.
  sortNumber: { flexDirection: "row-reverse" },
  arrow: { width: "12px", height: "12px", flexShrink: 0 },
  idle: { opacity: 0.5, [narrow]: { display: "none" } },
});

/** A table whose every head sorts it; `groups` are its lines. */
export function UsageTable(props: {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly groups: readonly Group[];
  /** Of all credits, also where not all lines are shown. */
  readonly total: string;
  readonly order: Order;
  readonly onSort: (column: Column) => void;
}) {
  const styles = useStyles();
  const { columns, order } = props;
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <caption className={styles.caption}>{props.caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell
                key={column.id}
                column={column}
                direction={order.column === column.id ? order.direction : undefined}
                onSort={() => props.onSort(column)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {props.groups.map((group) => (
            <tr key={group.key}>
              {columns.map((column) =>
                column.id === "label" ? (
                  <th key={column.id} scope="row" className={mergeClasses(styles.cell, styles.first)}>
                    {column.text(group)}
                  </th>
                ) : (
                  <td key={column.id} className={mergeClasses(styles.cell, column.isNumber && styles.number)}>
                    {column.text(group)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className={styles.total}>
            <th scope="row" className={mergeClasses(styles.cell, styles.first)}>
              Total
            </th>
            <td className={mergeClasses(styles.cell, styles.number, styles.total)}>{props.total}</td>
            <td className={styles.cell} colSpan={columns.length - 2} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function HeadCell(props: {
  readonly column: Column;
  readonly direction: Direction | undefined;
  readonly onSort: () => void;
}) {
  const styles = useStyles();
  const { column, direction } = props;
  return (
    <th
      scope="col"
      aria-sort={direction ?? "none"}
      className={mergeClasses(styles.cell, column.id === "label" && styles.first, styles.head)}
    >
      <button
        type="button"
        className={mergeClasses(styles.sort, column.isNumber && styles.sortNumber)}
        onClick={props.onSort}
      >
        {column.title}
        <svg
          viewBox="0 0 12 12"
          className={mergeClasses(styles.arrow, direction === undefined && styles.idle)}
          aria-hidden="true"
        >
          <path d={arrows[direction ?? "none"]} fill="none" stroke="currentColor" strokeWidth="1.4" />
        </svg>
      </button>
    </th>
  );
}

const arrows = {
  ascending: "M2.5 5.5L6 2l3.5 3.5M6 2v8",
  descending: "M2.5 6.5L6 10l3.5-3.5M6 2v8",
  none: "M3.5 4L6 1.5 8.5 4M3.5 8L6 10.5 8.5 8",
} as const;
