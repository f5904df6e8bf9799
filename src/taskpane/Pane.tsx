import { FluentProvider, Link, makeStaticStyles, makeStyles, tokens } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import { isInvented } from "../core/connection";
import type { PaneParts } from "./parts";
import { Announcer } from "./regions/Announcer";
import { ApprovalRegion } from "./regions/ApprovalRegion";
import { ConnectionRegion } from "./regions/ConnectionRegion";
import { KeepingNotice } from "./regions/KeepingNotice";
import { FieldsRegion } from "./regions/FieldsRegion";
import { FormulasLater, InsertFunctionLater } from "./regions/formula-regions";
import { QuoteRegion } from "./regions/QuoteRegion";
import { RunRegion } from "./regions/RunRegion";
import { SandboxBanner } from "./regions/SandboxBanner";
import { SelectionRegion } from "./regions/SelectionRegion";
import { ReceiptsRegion } from "./regions/ReceiptsRegion";
import { RefreshSettings } from "./regions/RefreshSettings";
import { RequestSettings } from "./regions/RequestSettings";
import { SpendingSettings } from "./regions/SpendingSettings";
import { StopNotice } from "./regions/StopNotice";
import { WaitingBar } from "./regions/WaitingBar";
import type { PaneModel } from "./state/create-pane-model";
import { useVisuallyHidden } from "./controls/use-visually-hidden";
import { usePaneTheme } from "./theme";
import { useKeyChanges } from "./use-key-changes";
import { useReadable } from "./use-readable";
import { useSignIn } from "./use-sign-in";

const usePageStyles = makeStaticStyles({ body: { margin: 0 } });

const useStyles = makeStyles({
  // Three rows rather than sticky ends: what has the focus is never scrolled under the run.
  pane: {
    height: "100vh",
    minWidth: "300px",
    display: "flex",
    flexDirection: "column",
    lineHeight: tokens.lineHeightBase300,
  },
  head: { flexShrink: 0 },
  title: {
    // Excel lays its own button over the top right corner, 34 by 32 pixels.
    margin: "0 44px 0 20px",
    lineHeight: "32px",
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  body: {
    flexGrow: 1,
    minHeight: 0,
    // Always there, so that content growing by a line does not shift everything sideways.
    overflowY: "scroll",
    display: "flex",
    flexDirection: "column",
    rowGap: "20px",
    padding: "12px 20px 20px",
  },
  foot: { flexShrink: 0, padding: "12px 20px", borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
});

/** The whole pane: connection, selection, fields and quote scroll; the run stays in sight. */
export function Pane({ parts, model }: { readonly parts: PaneParts; readonly model: PaneModel }) {
  usePageStyles();
  const styles = useStyles();
  const hidden = useVisuallyHidden();
  const { theme, name } = usePaneTheme(parts.theme);
  const connection = useReadable(parts.connection.state);
  const keys = useKeyChanges(parts.connection);
  const isSandbox = connection.status === "ready" && isInvented(connection.account);
  const { stoppedBy } = useReadable(parts.enricher.activity);
  const signIn = useSignIn(parts.signIn);
  const approval = useRef<HTMLDivElement>(null);
  const needsAttention =
    stoppedBy === "key_refused" || (connection.status !== "ready" && connection.status !== "loading");
  // The connection says it, with the button that mends it.
  const isAboutSignIn = connection.status === "signed_out" || connection.status === "not_allowed";
  const region = { connection: parts.connection, keys, port: parts.signIn, signIn, forget: parts.forgetPerson };
  return (
    <FluentProvider theme={theme} className={styles.pane} style={{ colorScheme: name }}>
      <header className={styles.head}>
        <h1 className={isSandbox ? hidden : styles.title}>Enrich</h1>
        {isSandbox && <SandboxBanner />}
        <WaitingBar
          spending={parts.spending}
          onReview={() => approval.current?.scrollIntoView({ block: "start", behavior: "instant" })}
        />
      </header>
      <main className={styles.body}>
        {stoppedBy !== undefined && !isAboutSignIn && <StopNotice reason={stoppedBy} onResume={model.resumeAsking} />}
        <KeepingNotice answers={parts.answers} />
        {needsAttention && <ConnectionRegion {...region} />}
        <ApprovalRegion spending={parts.spending} place={approval} />
        <SelectionRegion model={model} insertExamples={isSandbox ? parts.insertExamples : undefined} />
        <FieldsRegion model={model} />
        <QuoteSlot parts={parts} model={model} />
        <ReceiptsRegion model={model} />
        <InsertFunctionLater builder={model.formula} spending={parts.spending} />
        {!needsAttention && <ConnectionRegion {...region} />}
        <FormulasLater model={model.formulas} />
        <div>
          <SpendingSettings spending={parts.spending} />
          <RefreshSettings refreshFlags={parts.refreshFlags} />
          <RequestSettings narrowing={parts.narrowing} />
        </div>
        {parts.openHelp !== undefined && (
          // A link takes over how its parent scrolls, and what scrolls may shrink to nothing.
          <div>
            <Link as="button" onClick={parts.openHelp}>
              Help
            </Link>
          </div>
        )}
      </main>
      <div className={styles.foot}>
        <RunRegion model={model} connection={parts.connection} />
      </div>
      <Announcer announcement={model.announcement} />
      <Announcer announcement={model.waiting} />
      <Announcer announcement={model.formulas.announcement} />
    </FluentProvider>
  );
}

/** The quote, brought into sight when the ribbon asks for it; the focus stays where it is. */
function QuoteSlot({ parts, model }: { readonly parts: PaneParts; readonly model: PaneModel }) {
  const slot = useRef<HTMLDivElement>(null);
  const { request } = parts;
  useEffect(() => {
    const show = (): void => {
      if (request?.get()?.formulas === undefined && request?.get() !== undefined)
        slot.current?.scrollIntoView({ block: "nearest" });
    };
    show();
    return request?.subscribe(show);
  }, [request]);
  return (
    <div ref={slot}>
      <QuoteRegion model={model} connection={parts.connection} />
    </div>
  );
}
