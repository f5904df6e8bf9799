import { makeStyles } from "@fluentui/react-components";
import { ChartSection } from "./ChartSection";
import { Message } from "./Message";
import type { UsagePageParts } from "./parts";
import { SummaryNumbers } from "./SummaryNumbers";
import { TableSection } from "./TableSection";
import { creditsOf, type Usage } from "./usage";
import { amountText } from "./words";

const useStyles = makeStyles({
  view: { display: "flex", flexDirection: "column", rowGap: "32px" },
});

/** The numbers of a period: in short, as a chart, as a table. */
export function UsageView(props: {
  readonly usage: Usage;
  readonly parts: UsagePageParts;
  readonly look: "light" | "dark";
}) {
  const styles = useStyles();
  const { usage, parts, look } = props;
  if (usage.rows.length === 0) {
    return (
      <Message>
        Nobody has asked yet in these days, or everything asked for was known and free. Days are counted in UTC.
      </Message>
    );
  }
  const credits = creditsOf(usage.rows);
  return (
    <div className={styles.view}>
      {Math.abs(credits - usage.total) >= 0.000_001 && (
        <Message isProblem>
          {`The gateway’s own total is ${amountText(usage.total)}, but its rows come to ${amountText(credits)}. Refresh the page; where that does not help, look into the gateway’s log.`}
        </Message>
      )}
      <SummaryNumbers usage={usage} />
      <ChartSection usage={usage} draw={parts.draw} look={look} />
      <TableSection usage={usage} save={parts.save} />
    </div>
  );
}
