import { PathText } from "../controls/PathText";
import { Button, makeStyles, tokens } from "@fluentui/react-components";

const useStyles = makeStyles({
  list: {
    margin: 0,
    padding: 0,
    listStyle: "none",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  item: {
    display: "flex",
    alignItems: "center",
    columnGap: "8px",
    paddingInlineStart: "12px",
    minHeight: "28px",
    ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  path: { flexGrow: 1, minWidth: 0, overflowWrap: "anywhere", fontSize: tokens.fontSizeBase200 },
  remove: { minWidth: "28px", width: "28px", height: "28px", padding: 0, flexShrink: 0 },
  cross: { width: "12px", height: "12px" },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
});

/** The chosen fields in column order. */
export function ChosenFields(props: { readonly chosen: readonly string[]; readonly onRemove: (path: string) => void }) {
  const styles = useStyles();
  if (props.chosen.length === 0) return <p className={styles.quiet}>Tick the fields you want below.</p>;
  return (
    <ol className={styles.list} aria-label="Chosen fields, in column order">
      {props.chosen.map((path) => (
        <li key={path} className={styles.item}>
          <span className={styles.path}>
            <PathText path={path} />
          </span>
          <Button
            appearance="subtle"
            className={styles.remove}
            aria-label={`Remove ${path}`}
            onClick={({ currentTarget }) => {
              focusNeighbour(currentTarget);
              props.onRemove(path);
            }}
            icon={
              <svg viewBox="0 0 12 12" className={styles.cross} aria-hidden="true">
                <path d="M2 2l8 8M10 2l-8 8" fill="none" stroke="currentColor" strokeWidth="1.2" />
              </svg>
            }
          />
        </li>
      ))}
    </ol>
  );
}

/** Before a line goes away with its button: the focus moves to the next line's, else to the one before. */
function focusNeighbour(button: Element): void {
  const line = button.closest("li");
  const neighbour = line?.nextElementSibling ?? line?.previousElementSibling;
  neighbour?.querySelector("button")?.focus();
}
