import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useId, useState, type ReactNode } from "react";

const useStyles = makeStyles({
  button: {
    width: "calc(100% + 8px)",
    marginInlineStart: "-8px",
    justifyContent: "flex-start",
    padding: "4px",
    columnGap: "4px",
    fontWeight: "normal",
    textAlign: "start",
  },
  label: { flexGrow: 1, minWidth: 0, overflowWrap: "anywhere" },
  aside: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, whiteSpace: "nowrap" },
  chevron: { width: "12px", height: "12px", flexShrink: 0, marginInlineEnd: "4px" },
  open: { transform: "rotate(90deg)" },
});

export interface DisclosureProps {
  readonly label: string;
  readonly aside?: string;
  /** Whether it is open, where somebody else decides; then `onToggle` is told of a press. */
  readonly isOpen?: boolean;
  readonly onToggle?: () => void;
  readonly children: ReactNode;
}

/** A line that opens what it names; closed at first, and what is closed is not rendered. */
export function Disclosure(props: DisclosureProps) {
  const styles = useStyles();
  const [isOwnOpen, setIsOwnOpen] = useState(false);
  const isOpen = props.isOpen ?? isOwnOpen;
  const toggle = props.onToggle ?? (() => setIsOwnOpen(!isOwnOpen));
  const contentId = useId();
  return (
    <div>
      <Button
        appearance="subtle"
        className={styles.button}
        aria-expanded={isOpen}
        aria-controls={isOpen ? contentId : undefined}
        onClick={toggle}
      >
        <svg viewBox="0 0 12 12" className={mergeClasses(styles.chevron, isOpen && styles.open)} aria-hidden="true">
          <path d="M4 2l4 4-4 4" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
        <span className={styles.label}>{props.label}</span>
        {props.aside !== undefined && <span className={styles.aside}>{props.aside}</span>}
      </Button>
      {isOpen && <div id={contentId}>{props.children}</div>}
    </div>
  );
}
