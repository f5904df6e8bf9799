import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useId } from "react";
import type { ConnectionPort } from "../../core/connection";
import type { PaneModel } from "../state/create-pane-model";
import { rowsToEnrich, shownQuote } from "../state/quote-state";
import { obstacle } from "../state/readiness";
import { trialRows } from "../state/trial";
import { useReadable } from "../use-readable";
import { rowsText } from "../words";

const useStyles = makeStyles({
  quiet: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  buttons: { display: "flex", gap: "8px" },
  start: { flexGrow: 1, minWidth: 0 },
  few: { flexShrink: 0, minWidth: 0, paddingInline: "8px" },
});

/** The one thing to do, and a cautious first step towards it. */
export function StartButtons(props: {
  readonly model: PaneModel;
  readonly connection: ConnectionPort;
  /** A run that was broken off is offered first. */
  readonly isSecond: boolean;
}) {
  const { model, connection: port } = props;
  const styles = useStyles();
  const selection = useReadable(model.selection);
  const quote = useReadable(model.quote);
  const connection = useReadable(port.state);
  const why = obstacle({ connection, quote, agreed: useReadable(model.options.agreed) });
  const whyId = useId();
  const described = why === undefined ? {} : { "aria-describedby": whyId };
  const rows = rowsToEnrich(selection, quote);
  return (
    <>
      {why !== undefined && (
        <p id={whyId} className={styles.quiet}>
          {why}
        </p>
      )}
      <div className={styles.buttons}>
        <Button
          className={styles.start}
          appearance={props.isSecond ? "secondary" : "primary"}
          disabledFocusable={why !== undefined}
          {...described}
          onClick={() => model.control.start()}
        >
          {rows === 0 ? "Enrich" : `Enrich ${rowsText(rows)}`}
        </Button>
        {(shownQuote(quote)?.quote.toAsk ?? 0) > trialRows && (
          <Button
            className={styles.few}
            disabledFocusable={why !== undefined}
            {...described}
            onClick={() => model.control.tryFew()}
          >
            {`Try ${trialRows} rows`}
          </Button>
        )}
      </div>
    </>
  );
}
