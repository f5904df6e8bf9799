import { Checkbox, makeStyles, tokens } from "@fluentui/react-components";
import { Disclosure } from "../controls/Disclosure";
import type { PaneRefreshFlags } from "../parts";
import { useReadable } from "../use-readable";

const useStyles = makeStyles({
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  tick: { marginInlineStart: "-8px" },
});

/** What a refresh asks of the service beyond fields; nothing else ever does. */
export function RefreshSettings({ refreshFlags }: { readonly refreshFlags: PaneRefreshFlags }) {
  const styles = useStyles();
  const { forceFetch = false, enrichRealtime = false } = useReadable(refreshFlags.chosen);
  const choose = (changed: { readonly forceFetch?: boolean; readonly enrichRealtime?: boolean }): void =>
    refreshFlags.choose({ forceFetch, enrichRealtime, ...changed });

  return (
    <Disclosure label="Refreshing" aside={forceFetch || enrichRealtime ? "Fetches anew" : "As usual"}>
      <Checkbox
        className={styles.tick}
        label="Have the service fetch people anew"
        checked={forceFetch}
        onChange={(_, { checked }) => choose({ forceFetch: checked === true })}
      />
      <Checkbox
        className={styles.tick}
        label="Have it fetch them in real time"
        checked={enrichRealtime}
        onChange={(_, { checked }) => choose({ enrichRealtime: checked === true })}
      />
      <p className={styles.hint}>
        For refreshes only. A service that no longer offers this is asked without; prices may differ with your contract.
      </p>
    </Disclosure>
  );
}
