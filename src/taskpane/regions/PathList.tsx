import { makeStyles, tokens } from "@fluentui/react-components";
import { IconButton } from "../controls/IconButton";
import { PathText } from "../controls/PathText";

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
    paddingInlineStart: "10px",
    minHeight: "28px",
    ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  path: { flexGrow: 1, minWidth: 0, overflowWrap: "anywhere", fontSize: tokens.fontSizeBase200 },
});

/** The chosen paths in their order, each to be removed. */
export function PathList(props: { readonly chosen: readonly string[]; readonly onRemove: (path: string) => void }) {
  const styles = useStyles();
  return (
    <ol className={styles.list} aria-label="Chosen fields, in column order">
      {props.chosen.map((path) => (
        <li key={path} className={styles.item}>
          <span className={styles.path}>
            <PathText path={path} />
          </span>
          <IconButton
            icon="remove"
            label={`Remove ${path}`}
            onClick={({ currentTarget }) => {
              focusNeighbour(currentTarget);
              props.onRemove(path);
            }}
          />
        </li>
      ))}
    </ol>
  );
}

/** Before a line goes away with its button: the focus moves to the next line's, else to the one before. */
export function focusNeighbour(button: Element): void {
  const line = button.closest("li");
  const neighbour = line?.nextElementSibling ?? line?.previousElementSibling;
  neighbour?.querySelector<HTMLElement>("button[aria-label^='Remove']")?.focus();
}
