import { Button, Checkbox, Input, makeStyles, tokens } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import { PricedRefresh } from "./PricedRefresh";
import { Disclosure } from "../controls/Disclosure";
import { Notice } from "../controls/Notice";
import { countsText } from "../formula-work-words";
import type { FormulasModel } from "../state/create-formulas-model";
import { useReadable } from "../use-readable";

const useStyles = makeStyles({
  region: { display: "flex", flexDirection: "column", rowGap: "8px", minWidth: 0 },
  inside: { display: "flex", flexDirection: "column", rowGap: "12px", paddingBlock: "4px 8px" },
  group: { display: "flex", flexDirection: "column", rowGap: "4px" },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px", alignItems: "center" },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  days: { width: "64px" },
  tick: { marginInlineStart: "-8px" },
});

/** Refreshes, repairs, freezes and thaws formulas; closed at first, but a price or a result is always in sight. */
export function FormulasRegion({ model }: { readonly model: FormulasModel }) {
  const styles = useStyles();
  const counts = useReadable(model.counts);
  const activity = useReadable(model.activity);
  const result = useReadable(model.result);
  const shown = useRef<HTMLDivElement>(null);
  const isBusy = activity.kind === "working" || activity.kind === "asking";
  const isShowing = activity.kind === "priced" || result !== undefined;
  useEffect(() => {
    if (isShowing) shown.current?.scrollIntoView({ block: "nearest" });
  }, [isShowing]);

  return (
    <section aria-label="Formulas" className={styles.region}>
      <Disclosure label="Formulas" {...(counts === undefined ? {} : { aside: countsText(counts) })}>
        <FormulaButtons model={model} isBusy={isBusy} />
      </Disclosure>
      <div ref={shown} className={styles.region}>
        {activity.kind === "working" && <p className={styles.hint}>{activity.words}</p>}
        {(activity.kind === "priced" || activity.kind === "asking") && (
          <PricedRefresh activity={activity} onConfirm={model.confirm} onCancel={model.cancel} />
        )}
        {result !== undefined && (
          <Notice tone={result.tone}>
            {result.text}
            <div className={styles.buttons}>
              {result.offersChanged && (
                <Button size="small" onClick={() => model.thaw({ changed: true })}>
                  Thaw these too
                </Button>
              )}
              <Button size="small" onClick={model.dismiss}>
                Dismiss
              </Button>
            </div>
          </Notice>
        )}
      </div>
    </section>
  );
}

function FormulaButtons({ model, isBusy }: { readonly model: FormulasModel; readonly isBusy: boolean }) {
  const styles = useStyles();
  const [days, setDays] = useState("30");
  const [withNoMatch, setWithNoMatch] = useState(false);
  const wholeSheet = useReadable(model.wholeSheet);
  const isDays = /^\d{1,4}$/u.test(days.trim());
  useEffect(() => model.recount(), [model]);

  return (
    <div className={styles.inside}>
      <div className={styles.group}>
        <div className={styles.buttons}>
          <Button disabledFocusable={isBusy} onClick={() => model.price({ which: "selection" })}>
            Refresh selection
          </Button>
          <Button disabledFocusable={isBusy} onClick={() => model.price({ which: "sheet" })}>
            Refresh sheet
          </Button>
        </div>
        <div className={styles.buttons}>
          <Button
            disabledFocusable={isBusy || !isDays}
            onClick={() => model.price({ which: "older", days: Number(days) })}
          >
            Refresh older than
          </Button>
          <Input
            className={styles.days}
            input={{ size: 4 }}
            aria-label="Days"
            inputMode="numeric"
            value={days}
            onChange={(_, { value }) => setDays(value)}
          />
          days
        </div>
        <div className={styles.buttons}>
          <Button disabledFocusable={isBusy} onClick={() => model.price({ which: "errors", withNoMatch })}>
            Refresh errors
          </Button>
          <Checkbox
            label="“No match” too"
            checked={withNoMatch}
            onChange={(_, { checked }) => setWithNoMatch(checked === true)}
          />
        </div>
        <p className={styles.hint}>Asks again, with the price first. Other people’s answers stay as they are.</p>
      </div>
      <div className={styles.group}>
        <div className={styles.buttons}>
          <Button disabledFocusable={isBusy} onClick={model.repair}>
            Repair formulas
          </Button>
        </div>
        <p className={styles.hint}>
          Enters anew what is stuck at #NAME? or #BUSY! in the whole workbook. Free for people already known.
        </p>
      </div>
      <div className={styles.group}>
        <div className={styles.buttons}>
          <Button disabledFocusable={isBusy} onClick={model.freeze}>
            Freeze to values
          </Button>
          <Button disabledFocusable={isBusy} onClick={() => model.thaw()}>
            Thaw
          </Button>
        </div>
        <Checkbox
          className={styles.tick}
          label="The whole sheet, not just the selection"
          checked={wholeSheet}
          onChange={(_, { checked }) => model.chooseWholeSheet(checked === true)}
        />
        <p className={styles.hint}>
          Colleagues without the add-in see frozen cells as plain values. Thaw brings the formulas back; people already
          known cost nothing.
        </p>
      </div>
    </div>
  );
}
