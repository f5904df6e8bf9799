import { makeStyles, tokens } from "@fluentui/react-components";
import { useId, type ReactNode } from "react";

const useStyles = makeStyles({
  region: { display: "flex", flexDirection: "column", rowGap: "8px", minWidth: 0 },
  head: { display: "flex", alignItems: "baseline", columnGap: "8px", justifyContent: "space-between" },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  aside: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** A named part of the pane with its heading. */
export function Region(props: { readonly name: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  const styles = useStyles();
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className={styles.region}>
      <div className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {props.name}
        </h2>
        {props.aside !== undefined && <span className={styles.aside}>{props.aside}</span>}
      </div>
      {props.children}
    </section>
  );
}
