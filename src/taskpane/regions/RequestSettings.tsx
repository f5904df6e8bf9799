import { Checkbox, makeStyles, tokens } from "@fluentui/react-components";
import { Disclosure } from "../controls/Disclosure";
import type { PaneNarrowing } from "../parts";
import { useReadable } from "../use-readable";

const useStyles = makeStyles({
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  tick: { marginInlineStart: "-8px" },
});

/** How much of a person is asked for, for those who must hold as little as they can. */
export function RequestSettings({ narrowing }: { readonly narrowing: PaneNarrowing }) {
  const styles = useStyles();
  const isNarrow = useReadable(narrowing.isNarrow);
  return (
    <Disclosure label="Requests" aside={isNarrow ? "only chosen sections" : "whole person"}>
      <Checkbox
        className={styles.tick}
        label="Ask only for the sections I chose"
        checked={isNarrow}
        onChange={(_, { checked }) => narrowing.choose(checked === true)}
      />
      <p className={styles.hint}>
        Usually one credit brings the whole person, and a field added later is free. With this, a field of another
        section is paid for again.
      </p>
    </Disclosure>
  );
}
