import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { Receipt } from "../../core/run/receipt";
import { CountTable } from "../controls/CountTable";
import { Disclosure } from "../controls/Disclosure";
import { Region } from "../controls/Region";
import { receiptAside, receiptLabel, receiptLines, receiptText } from "../receipt-words";
import type { PaneModel } from "../state/create-pane-model";
import { useReadable } from "../use-readable";
import { counted, creditsText } from "../words";
import { UndoRun } from "./UndoRun";

const useStyles = makeStyles({
  quiet: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  receipt: { display: "flex", flexDirection: "column", rowGap: "8px", padding: "4px 0 12px 16px" },
  export: { alignSelf: "flex-start" },
});

const mostListed = 10;

/** What runs of this workbook did and cost, newest first; the newest is open, one at a time. */
export function ReceiptsRegion({ model }: { readonly model: PaneModel }) {
  const styles = useStyles();
  const receipts = useReadable(model.receipts);
  const [isWide, setIsWide] = useState(false);
  const [opened, setOpened] = useState<{ readonly runId: string | undefined; readonly newest: string | undefined }>();
  const [sheet, setSheet] = useState<string>();
  const newest = receipts[0]?.runId;
  if (newest === undefined) {
    return (
      <Region name="Receipts">
        <p className={styles.quiet}>What a run did and cost stands here afterwards, with a way to undo it.</p>
      </Region>
    );
  }
  // A new run's receipt opens by itself, whatever was open before.
  const openId = opened?.newest === newest ? opened.runId : newest;
  const shown = isWide ? receipts : receipts.slice(0, mostListed);

  return (
    <Region name="Receipts" aside={counted(receipts.length, "run")}>
      <div>
        {shown.map((receipt) => (
          <Disclosure
            key={receipt.runId}
            label={receiptLabel(receipt)}
            aside={receiptAside(receipt)}
            isOpen={receipt.runId === openId}
            onToggle={() => setOpened({ runId: receipt.runId === openId ? undefined : receipt.runId, newest })}
          >
            <ReceiptNumbers receipt={receipt} model={model} />
          </Disclosure>
        ))}
        {shown.length < receipts.length && (
          <Button appearance="subtle" size="small" onClick={() => setIsWide(true)}>
            Show all {receipts.length}
          </Button>
        )}
      </div>
      <Button
        size="small"
        className={styles.export}
        onClick={() => void model.control.exportReceipts().then((name) => setSheet(name))}
      >
        Export receipts
      </Button>
      <div role="status">
        {sheet !== undefined && <p className={styles.quiet}>They stand on the sheet “{sheet}”.</p>}
      </div>
    </Region>
  );
}

function ReceiptNumbers({ receipt, model }: { readonly receipt: Receipt; readonly model: PaneModel }) {
  const styles = useStyles();
  return (
    <div className={styles.receipt}>
      <p className={styles.quiet}>{receiptText(receipt)}</p>
      {receipt.isSandbox && <p className={styles.quiet}>The people were invented and no real credits were spent.</p>}
      <CountTable lines={receiptLines(receipt)} total={["Cost", creditsText(receipt.credits)]} />
      <UndoRun receipt={receipt} model={model} />
    </div>
  );
}
