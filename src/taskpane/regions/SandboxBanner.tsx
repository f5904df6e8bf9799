import { makeStyles, tokens } from "@fluentui/react-components";

const useStyles = makeStyles({
  banner: {
    // Excel lays its own button over the top right corner, 34 by 32 pixels.
    padding: "6px 44px 6px 20px",
    minHeight: "32px",
    boxSizing: "border-box",
    backgroundColor: tokens.colorStatusWarningBackground1,
    borderBottom: `1px solid ${tokens.colorStatusWarningBorder1}`,
    color: tokens.colorNeutralForeground1,
  },
});

/** Stands on every screen while the sandbox answers, whatever the key. */
export function SandboxBanner() {
  const styles = useStyles();
  return (
    <div role="note" aria-label="Sandbox" className={styles.banner}>
      <strong>Sandbox:</strong> the people are invented.
    </div>
  );
}
