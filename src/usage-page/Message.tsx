import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  message: {
    display: "flex",
    flexDirection: "column",
    alignItems: "flex-start",
    rowGap: "12px",
    maxWidth: "560px",
    padding: "16px",
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    overflowWrap: "anywhere",
  },
  problem: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    border: `1px solid ${tokens.colorStatusDangerBorder1}`,
  },
  text: { margin: 0 },
});

/** What stands in the place of numbers, and what can be done about it. */
export function Message(props: {
  readonly children: ReactNode;
  readonly isProblem?: boolean;
  readonly action?: { readonly text: string; readonly onPress: () => void };
}) {
  const styles = useStyles();
  return (
    <div
      className={mergeClasses(styles.message, props.isProblem === true && styles.problem)}
      {...(props.isProblem === true && { role: "alert" })}
    >
      <p className={styles.text}>{props.children}</p>
      {props.action && <Button onClick={props.action.onPress}>{props.action.text}</Button>}
    </div>
  );
}
