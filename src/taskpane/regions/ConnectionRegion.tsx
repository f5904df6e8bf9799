import { Button, makeStyles } from "@fluentui/react-components";
import { useState } from "react";
import type { Account, ConnectionPort, ConnectionState } from "../../core/connection";
import { Disclosure } from "../controls/Disclosure";
import { Notice } from "../controls/Notice";
import { Region } from "../controls/Region";
import { useReadable } from "../use-readable";
import { accountText } from "../words";
import type { KeyChanges } from "../use-key-changes";
import { KeyForm } from "./KeyForm";

/** Scrolls only as far as is needed; the focus stays on the button that asked. */
function inSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}

const useStyles = makeStyles({
  line: { margin: 0 },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
  question: { scrollMarginBottom: "20px" },
});

interface ConnectionRegionProps {
  readonly connection: ConnectionPort;
  readonly keys: KeyChanges;
}

/** Where answers come from and who pays; the only place a key is typed. */
export function ConnectionRegion({ connection, keys }: ConnectionRegionProps) {
  const state = useReadable(connection.state);
  return (
    <Region name="Connection" {...asideOf(state)}>
      <State state={state} connection={connection} keys={keys} />
      {keys.problem !== undefined && (
        <div role="alert">
          <Notice tone="problem">{keys.problem}</Notice>
        </div>
      )}
    </Region>
  );
}

function asideOf(state: ConnectionState): { readonly aside?: string } {
  if (state.status === "loading") return {};
  if (state.status === "no_key") return { aside: "No key yet" };
  if (state.status === "unavailable") return { aside: "Not connected" };
  return { aside: { personal: "Your key", sandbox: "Sandbox", team: "Team key" }[state.kind] };
}

function State({ state, connection, keys }: ConnectionRegionProps & { readonly state: ConnectionState }) {
  const styles = useStyles();
  const form = <KeyForm connection={connection} onUse={keys.use} />;

  if (state.status === "loading") return "Connecting…";
  if (state.status === "no_key") return form;
  if (state.status === "unavailable") {
    return (
      <>
        <Notice tone="problem">
          {state.detail}
          <Button size="small" onClick={() => void connection.reload()}>
            Try again
          </Button>
        </Notice>
        <Disclosure label="Use another key">{form}</Disclosure>
        <ForgetKey onForget={keys.forget} />
      </>
    );
  }
  if (state.kind === "personal") {
    return (
      <>
        <p className={styles.line}>{sentence(state.account, "Your key is in use.")}</p>
        <Disclosure label="Use another key">{form}</Disclosure>
        <ForgetKey onForget={keys.forget} />
      </>
    );
  }
  const isSandbox = state.kind === "sandbox";
  return (
    <>
      <p className={styles.line}>
        {isSandbox
          ? "Try everything: no real credits are spent."
          : sentence(state.account, "Your team’s key is in use.")}
      </p>
      <Disclosure label={isSandbox ? "Use a real key" : "Use my own key"}>{form}</Disclosure>
    </>
  );
}

function sentence(account: Account, otherwise: string): string {
  const text = accountText(account);
  return text === "" ? otherwise : `${text}.`;
}

/** Asks once more before paid answers are thrown away. */
function ForgetKey({ onForget }: { readonly onForget: () => Promise<void> }) {
  const styles = useStyles();
  const [isAsking, setIsAsking] = useState(false);

  async function forget(): Promise<void> {
    await onForget();
    setIsAsking(false);
  }

  return (
    <>
      <div className={styles.buttons}>
        <Button size="small" aria-expanded={isAsking} onClick={() => setIsAsking(!isAsking)}>
          Forget key and data
        </Button>
      </div>
      {isAsking && (
        <div ref={inSight} className={styles.question}>
          <Notice tone="warning">
            The key and every answer kept under it leave this device. People asked for again cost credits again.
            <div className={styles.buttons}>
              <Button size="small" appearance="primary" onClick={() => void forget()}>
                Yes, forget
              </Button>
              <Button size="small" onClick={() => setIsAsking(false)}>
                Keep
              </Button>
            </div>
          </Notice>
        </div>
      )}
    </>
  );
}
