import { Button, Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import { Message } from "./Message";
import type { AccountSignIn, SignIn, TokenSignIn } from "./sign-in";
import { isToken } from "./token-sign-in";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", alignItems: "flex-start", rowGap: "12px", maxWidth: "480px" },
  field: { width: "100%" },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  // Not type="password": browsers would offer to save the token, and screen readers would not find a text box.
  masked: { "& input": { WebkitTextSecurity: "disc" } },
});

/** How an administrator gets in. */
export function SignInForm(props: {
  readonly signIn: SignIn;
  /** Whoever has signed in was turned away. */
  readonly wasRefused: boolean;
  readonly onSignedIn: () => void;
}) {
  switch (props.signIn.kind) {
    case "token":
      return <TokenForm signIn={props.signIn} wasRefused={props.wasRefused} onSignedIn={props.onSignedIn} />;
    case "account":
      return <AccountForm signIn={props.signIn} onSignedIn={props.onSignedIn} />;
  }
}

function TokenForm(props: {
  readonly signIn: TokenSignIn;
  readonly wasRefused: boolean;
  readonly onSignedIn: () => void;
}) {
  const styles = useStyles();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string>();
  const [problem, setProblem] = useState(props.wasRefused ? "The gateway does not know this token." : undefined);
  const token = typed?.trim() ?? "";
  // There is nothing else to do on the page.
  useEffect(() => field.current?.focus(), []);

  async function send(): Promise<void> {
    if (token === "") setProblem("Paste a token first.");
    else if (!isToken(token)) setProblem("This cannot be a token: a token is one word of letters, digits, - and _.");
    else {
      await props.signIn.signIn(token);
      props.onSignedIn();
    }
  }

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p className={styles.text}>
        Paste an administrator’s team token. It stays in this tab until you sign out or close it, and goes to this
        gateway only.
      </p>
      <Field
        label="Administrator’s token"
        className={styles.field}
        {...(problem !== undefined && { validationMessage: problem })}
      >
        <Input
          className={styles.masked}
          input={{ ref: field }}
          value={typed ?? ""}
          onChange={(_, { value }) => {
            setTyped(value);
            setProblem(undefined);
          }}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          data-1p-ignore=""
          data-lpignore="true"
        />
      </Field>
      <Button type="submit" appearance="primary">
        Sign in
      </Button>
    </form>
  );
}

function AccountForm(props: { readonly signIn: AccountSignIn; readonly onSignedIn: () => void }) {
  const [problem, setProblem] = useState(props.signIn.problem);

  async function signIn(): Promise<void> {
    setProblem(undefined);
    try {
      await props.signIn.signIn();
      props.onSignedIn();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "Nobody has signed in. Try again.");
    }
  }

  return (
    <Message isProblem={problem !== undefined} action={{ text: "Sign in", onPress: () => void signIn() }}>
      {problem ?? "Sign in with your organisation’s account to see who spent what."}
    </Message>
  );
}
