import { makeStyles } from "@fluentui/react-components";
import type { Readable } from "../../core/readable";
import { useReadable } from "../use-readable";

const useStyles = makeStyles({
  hidden: {
    position: "absolute",
    width: "1px",
    height: "1px",
    overflow: "hidden",
    clipPath: "inset(50%)",
    whiteSpace: "nowrap",
  },
});

/** Tells screen readers what happens, without showing it twice. */
export function Announcer({ announcement }: { readonly announcement: Readable<string> }) {
  const styles = useStyles();
  return (
    <div aria-live="polite" className={styles.hidden}>
      {useReadable(announcement)}
    </div>
  );
}
