import { Button, makeStyles } from "@fluentui/react-components";
import { useState } from "react";
import type { Account, ConnectionPort } from "../../core/connection";
import { Disclosure } from "../controls/Disclosure";
import { Notice } from "../controls/Notice";
import { Region } from "../controls/Region";
import { useReadable } from "../use-readable";
import { accountText } from "../words";
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

/** Where answers come from and who pays; the only place a key is typed. */
export function ConnectionRegion({ connection }: { readonly connection: ConnectionPort }) {
  const state = useReadable(connection.state);
  const styles = useStyles();

  if (state.status === "loading") return <Region name="Connection">Connecting…</Region>;
  if (state.status === "no_key") {
    return (
      <Region name="Connection" aside="No key yet">
        <KeyForm connection={connection} />
      </Region>
    );
  }
  if (state.status === "unavailable") {
    return (
      <Region name="Connection" aside="Not connected">
        <Notice tone="problem">
          {state.detail}
          <Button size="small" onClick={() => void connection.reload()}>
            Try again
          </Button>
        </Notice>
        <Disclosure label="Use another key">
          <KeyForm connection={connection} />
        </Disclosure>
        <ForgetKey connection={connection} />
      </Region>
    );
  }
  if (state.kind === "personal") {
    return (
      <Region name="Connection" aside="Your key">
        <p className={styles.line}>{sentence(state.account, "Your key is in use.")}</p>
        <Disclosure label="Use another key">
          <KeyForm connection={connection} />
        </Disclosure>
        <ForgetKey connection={connection} />
      </Region>
    );
  }
  const isSandbox = state.kind === "sandbox";
  return (
    <Region name="Connection" aside={isSandbox ? "Sandbox" : "Team key"}>
      <p className={styles.line}>
        {isSandbox
          ? "Try everything: no real credits are spent."
          : sentence(state.account, "Your team’s key is in use.")}
      </p>
      <Disclosure label={isSandbox ? "Use a real key" : "Use my own key"}>
        <KeyForm connection={connection} />
      </Disclosure>
    </Region>
  );
}

function sentence(account: Account, otherwise: string): string {
  const text = accountText(account);
  return text === "" ? otherwise : `${text}.`;
}

/** Asks once more before paid answers are thrown away. */
function ForgetKey({ connection }: { readonly connection: ConnectionPort }) {
  const styles = useStyles();
  const [isAsking, setIsAsking] = useState(false);

  async function forget(): Promise<void> {
    await connection.forgetKey();
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
