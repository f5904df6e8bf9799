import { Select, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useState, type KeyboardEvent } from "react";
import { IconButton } from "../controls/IconButton";
import { PathText } from "../controls/PathText";
import { useVisuallyHidden } from "../controls/use-visually-hidden";
import { holdsSeveral, plainPath, takesOneOfSeveral } from "../state/choosable-fields";
import type { FieldChoice } from "../state/create-field-choice";
import { useReadable } from "../use-readable";
import { focusNeighbour } from "./PathList";

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
    flexWrap: "wrap",
    alignItems: "center",
    paddingInlineStart: "10px",
    minHeight: "28px",
    cursor: "grab",
    ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  dragged: { opacity: 0.5, backgroundColor: tokens.colorNeutralBackground3 },
  path: {
    flex: "1 1 0",
    minWidth: 0,
    paddingInlineEnd: "4px",
    overflowWrap: "anywhere",
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  several: { flexBasis: "100%", paddingBlockEnd: "6px", paddingInlineEnd: "10px" },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
});

const severalColumns = [2, 3, 4, 5, 10];

interface ListField {
  /** As the catalogue names it. */
  readonly path: string;
  readonly columns: number | "joined";
}

/** The chosen fields in column order: moved by drag, by their buttons, or by the arrow keys on these. */
export function ChosenFields({ fields }: { readonly fields: FieldChoice }) {
  const styles = useStyles();
  const hidden = useVisuallyHidden();
  const chosen = useReadable(fields.chosen).map(({ path, columns }): ListField => {
    return { path: plainPath(path), columns: path.includes("[*]") ? "joined" : columns };
  });
  const [dragged, setDragged] = useState<string>();
  const [said, setSaid] = useState("");
  if (chosen.length === 0) return <p className={styles.quiet}>Choose a set above, or search for a field.</p>;

  function move(path: string, position: number): void {
    if (position < 0 || position >= chosen.length) return;
    fields.move(path, position);
    setSaid(`${path} is column ${position + 1} of ${chosen.length}.`);
  }

  return (
    <>
      <ol className={styles.list} aria-label="Chosen fields, in column order">
        {chosen.map((field, position) => (
          <li
            key={field.path}
            className={mergeClasses(styles.item, dragged === field.path && styles.dragged)}
            draggable
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = "move";
              setDragged(field.path);
            }}
            onDragOver={(event) => {
              if (dragged === undefined) return;
              event.preventDefault();
              if (dragged !== field.path) move(dragged, position);
            }}
            onDragEnd={() => setDragged(undefined)}
          >
            <span className={styles.path}>
              <PathText path={field.path} />
            </span>
            <LineButtons
              {...{ path: field.path, position, count: chosen.length }}
              onMove={(to) => move(field.path, to)}
              onRemove={() => {
                fields.choose(field.path, false);
                setSaid(`${field.path} removed.`);
              }}
            />
            {holdsSeveral(field.path) && <Columns field={field} onChange={fields.setColumns} />}
          </li>
        ))}
      </ol>
      <div role="status" className={hidden}>
        {said}
      </div>
    </>
  );
}

function LineButtons(props: {
  readonly path: string;
  readonly position: number;
  readonly count: number;
  readonly onMove: (position: number) => void;
  readonly onRemove: () => void;
}) {
  const { path, position } = props;
  function followKey(event: KeyboardEvent<HTMLElement>): void {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    props.onMove(position + step);
  }
  return (
    <>
      <IconButton
        icon="up"
        label={`Move ${path} up`}
        isDisabled={position === 0}
        onClick={() => props.onMove(position - 1)}
        onKeyDown={followKey}
      />
      <IconButton
        icon="down"
        label={`Move ${path} down`}
        isDisabled={position === props.count - 1}
        onClick={() => props.onMove(position + 1)}
        onKeyDown={followKey}
      />
      <IconButton
        icon="remove"
        label={`Remove ${path}`}
        onKeyDown={followKey}
        onClick={({ currentTarget }) => {
          focusNeighbour(currentTarget);
          props.onRemove();
        }}
      />
    </>
  );
}

/** Several values: together in one cell, or apart in columns of their own. */
function Columns(props: {
  readonly field: ListField;
  readonly onChange: (path: string, columns: ListField["columns"]) => void;
}) {
  const styles = useStyles();
  const { path, columns } = props.field;
  return (
    <div className={styles.several}>
      <Select
        size="small"
        aria-label={`Columns for ${path}`}
        value={columns}
        onChange={(_, { value }) => props.onChange(path, value === "joined" ? value : Number(value))}
      >
        {takesOneOfSeveral(path) ? (
          <>
            <option value={1}>Only the main or first one</option>
            <option value="joined">All in one cell</option>
          </>
        ) : (
          <option value={1}>All in one cell</option>
        )}
        {severalColumns.map((count) => (
          <option key={count} value={count}>
            The first {count}, a column each
          </option>
        ))}
      </Select>
    </div>
  );
}
