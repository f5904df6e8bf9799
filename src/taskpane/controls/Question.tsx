import { Button, makeStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { Notice } from "./Notice";

const useStyles = makeStyles({
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
  question: { scrollMarginBottom: "20px" },
});

/** Scrolls only as far as is needed; the focus stays on the button that asked. */
function inSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}

/** Asks once more before something is done that is hard to take back. */
export function Question(props: {
  readonly children: ReactNode;
  readonly yes: string;
  readonly no: string;
  readonly onAnswer: (isYes: boolean) => void;
}) {
  const styles = useStyles();
  return (
    <div ref={inSight} className={styles.question}>
      <Notice tone="warning">
        <span>{props.children}</span>
        <div className={styles.buttons}>
          <Button size="small" appearance="primary" onClick={() => props.onAnswer(true)}>
            {props.yes}
          </Button>
          <Button size="small" onClick={() => props.onAnswer(false)}>
            {props.no}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
