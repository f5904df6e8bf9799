import { makeStyles, tokens } from "@fluentui/react-components";
import { Fragment } from "react";

const useStyles = makeStyles({ section: { color: tokens.colorNeutralForeground3 } });

/** A field path that breaks between its words where it is too long for its line; what leads to its end is quieter. */
export function PathText({ path }: { readonly path: string }) {
  const styles = useStyles();
  const end = path.lastIndexOf(".") + 1;
  return (
    <>
      {end > 0 && (
        <span className={styles.section}>
          <Words text={path.slice(0, end)} />
          <wbr />
        </span>
      )}
      <Words text={path.slice(end)} />
    </>
  );
}

function Words({ text }: { readonly text: string }) {
  return text.split(/(?<=[._])/u).map((word, position) => (
    <Fragment key={position}>
      {position > 0 && <wbr />}
      {word}
    </Fragment>
  ));
}
