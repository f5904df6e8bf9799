import { Button, makeStyles } from "@fluentui/react-components";
import type { KeyboardEvent, MouseEvent } from "react";

const paths = {
  up: "M2 8l4-4 4 4",
  down: "M2 4l4 4 4-4",
  remove: "M2 2l8 8M10 2l-8 8",
} as const;

const useStyles = makeStyles({
  button: { minWidth: "24px", width: "24px", height: "28px", padding: 0, flexShrink: 0 },
  picture: { width: "12px", height: "12px" },
});

/** A small button that is only a picture to see and a sentence to hear. */
export function IconButton(props: {
  readonly icon: keyof typeof paths;
  readonly label: string;
  readonly isDisabled?: boolean;
  readonly onClick: (event: MouseEvent<HTMLElement>) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
}) {
  const styles = useStyles();
  return (
    <Button
      appearance="subtle"
      className={styles.button}
      aria-label={props.label}
      title={props.label}
      disabledFocusable={props.isDisabled ?? false}
      onClick={props.onClick}
      onKeyDown={props.onKeyDown}
      icon={
        <svg viewBox="0 0 12 12" className={styles.picture} aria-hidden="true">
          <path d={paths[props.icon]} fill="none" stroke="currentColor" strokeWidth="1.2" />
        </svg>
      }
    />
  );
}
