import { Button, makeStyles } from "@fluentui/react-components";
import type { PaneSignIn } from "../parts";
import type { SignInChanges } from "../use-sign-in";
import { useReadable } from "../use-readable";

const useStyles = makeStyles({
  line: { margin: 0 },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

export interface SignInFormProps {
  readonly port: PaneSignIn;
  readonly changes: SignInChanges;
  /** Somebody is signed in whom the gateway does not let ask. */
  readonly isRefused: boolean;
  readonly onRetry: () => void;
}

/** What a person does who has to prove who they are with a Microsoft account. */
export function SignInForm({ port, changes, isRefused, onRetry }: SignInFormProps) {
  const styles = useStyles();
  const who = useReadable(port.who);
  return (
    <>
      <p className={styles.line} role="status">
        {changes.isUnderWay ? "Finish signing in in the window that has opened." : sentence(who, isRefused)}
      </p>
      <div className={styles.buttons}>
        <Button
          appearance={changes.isUnderWay ? "secondary" : "primary"}
          size="small"
          onClick={() => void changes.signIn()}
        >
          {label(changes.isUnderWay, isRefused)}
        </Button>
        {isRefused && (
          <Button size="small" onClick={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </>
  );
}

function label(isUnderWay: boolean, isRefused: boolean): string {
  if (isUnderWay) return "Start again";
  return isRefused ? "Use another account" : "Sign in";
}

function sentence(who: string | undefined, isRefused: boolean): string {
  if (isRefused) {
    const account = who === undefined ? "The account you signed in with" : `${who} is signed in, but that account`;
    return `${account} may not use Enrich. Ask your administrator for access, or use another account.`;
  }
  if (who !== undefined) return `${who}, your sign-in has ended. Sign in again to go on.`;
  return "Sign in with your work account to use your team’s credits. Until then nothing is asked and nothing is spent.";
}
