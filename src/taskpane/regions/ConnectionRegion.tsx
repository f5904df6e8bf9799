import { Button, makeStyles } from "@fluentui/react-components";
import { useState } from "react";
import { signInOf, type Account, type Caller, type ConnectionPort, type ConnectionState } from "../../core/connection";
import { Disclosure } from "../controls/Disclosure";
import { Notice } from "../controls/Notice";
import { Region } from "../controls/Region";
import { useReadable } from "../use-readable";
import { accountText, anyKeyText } from "../words";
import type { ForgetPerson as Forget } from "../../core/forget-person";
import type { PaneSignIn } from "../parts";
import type { KeyChanges } from "../use-key-changes";
import type { SignInChanges } from "../use-sign-in";
import { ForgetPerson } from "./ForgetPerson";
import { KeyForm } from "./KeyForm";
import { SignInForm } from "./SignInForm";

/** Scrolls only as far as is needed; the focus stays on the button that asked. */
function inSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}

const useStyles = makeStyles({
  line: { margin: 0 },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
  who: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px", overflowWrap: "anywhere" },
  question: { scrollMarginBottom: "20px" },
});

interface ConnectionRegionProps {
  readonly connection: ConnectionPort;
  readonly keys: KeyChanges;
  readonly port: PaneSignIn;
  readonly signIn: SignInChanges;
  readonly forget: Forget | undefined;
}

/** Where answers come from and who pays; the only place a key is typed. */
export function ConnectionRegion(props: ConnectionRegionProps) {
  const state = useReadable(props.connection.state);
  const problem = props.keys.problem ?? props.signIn.problem;
  return (
    <Region name="Connection" {...asideOf(state)}>
      <State state={state} {...props} />
      {state.status === "ready" && props.forget !== undefined && <ForgetPerson forget={props.forget} />}
      {problem !== undefined && (
        <div role="alert">
          <Notice tone="problem">{problem}</Notice>
        </div>
      )}
    </Region>
  );
}

function asideOf(state: ConnectionState): { readonly aside?: string } {
  if (state.status === "loading") return {};
  if (state.status === "no_key") return { aside: "No key yet" };
  if (state.status === "unavailable") return { aside: "Not connected" };
  if (state.status === "signed_out") return { aside: "Not signed in" };
  if (state.status === "not_allowed") return { aside: "No access" };
  return { aside: { personal: "Your key", sandbox: "Sandbox", team: "Team key" }[state.kind] };
}

function State(props: ConnectionRegionProps & { readonly state: ConnectionState }) {
  const { state, connection, keys, port, signIn } = props;
  const styles = useStyles();
  const wanted = useReadable(port.wanted);
  const form = <KeyForm connection={connection} onUse={keys.use} />;

  if (state.status === "loading") return "Connecting…";
  if (state.status === "no_key") return form;
  if (state.status === "signed_out" && wanted?.kind === "token") {
    return <KeyForm connection={connection} onUse={keys.use} isForToken />;
  }
  if (state.status === "signed_out" || state.status === "not_allowed") {
    const isRefused = state.status === "not_allowed";
    return <SignInForm port={port} changes={signIn} isRefused={isRefused} onRetry={() => void connection.reload()} />;
  }
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
  const { caller } = state.account;
  return (
    <>
      <SignedIn caller={caller} signIn={signIn} />
      <p className={styles.line}>
        {isSandbox
          ? "Try everything: no real credits are spent."
          : sentence(state.account, "Your team’s key is in use.")}
      </p>
      <Disclosure label={isSandbox ? "Use a real key" : "Use my own key"}>{form}</Disclosure>
      {signInOf(caller) === "token" && <ForgetKey onForget={keys.forget} isToken />}
    </>
  );
}

/** Who is known to ask, where the gateway wants to know. */
function SignedIn({ caller, signIn }: { readonly caller: Caller | undefined; readonly signIn: SignInChanges }) {
  const styles = useStyles();
  if (caller === undefined || signInOf(caller) === "none") return null;
  return (
    <div className={styles.who}>
      <span>Signed in as {caller.name}.</span>
      {signInOf(caller) === "entra" && (
        <Button size="small" onClick={() => void signIn.signOut()}>
          Sign out
        </Button>
      )}
    </div>
  );
}

function sentence(account: Account, otherwise: string): string {
  const text = accountText(account);
  return (text === "" ? otherwise : `${text}.`) + anyKeyText(account);
}

interface ForgetKeyProps {
  readonly onForget: () => Promise<void>;
  /** A team's token: its answers are free to ask for again. */
  readonly isToken?: boolean;
}

/** Asks once more before paid answers are thrown away. */
function ForgetKey({ onForget, isToken = false }: ForgetKeyProps) {
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
          {isToken ? "Forget token and data" : "Forget key and data"}
        </Button>
      </div>
      {isAsking && (
        <div ref={inSight} className={styles.question}>
          <Notice tone="warning">
            {isToken
              ? "The token and the answers kept here leave this device. Your team’s server keeps its own."
              : "The key and every answer kept under it leave this device. People asked for again cost credits again."}
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
