import { Button, Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { ConnectionPort, KeyTest } from "../../core/connection";
import { Notice } from "../controls/Notice";
import { accountText, anyKeyText } from "../words";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", rowGap: "8px", margin: 0 },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  // Not type="password": browsers would offer to save the key, and screen readers would not find a text box.
  masked: { "& input": { WebkitTextSecurity: "disc" } },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

type Trial =
  { readonly status: "none" } | { readonly status: "testing" } | { readonly status: "tried"; readonly test: KeyTest };

export interface KeyFormProps {
  readonly connection: Pick<ConnectionPort, "testKey">;
  /** Takes the key into use; resolves to whether it is kept, and never rejects. */
  readonly onUse: (key: string) => Promise<boolean>;
  /** The gateway wants a token of the team's. Default false. */
  readonly isForToken?: boolean;
}

/** Where a personal key is typed, tried and taken into use; it is forgotten here once it is kept. */
export function KeyForm(props: KeyFormProps) {
  const styles = useStyles();
  const { isForToken = false } = props;
  const [key, setKey] = useState("");
  const [trial, setTrial] = useState<Trial>({ status: "none" });
  const works = trial.status === "tried" && trial.test.outcome === "works";

  async function test(): Promise<void> {
    setTrial({ status: "testing" });
    setTrial({ status: "tried", test: await tried(props.connection, key.trim()) });
  }

  async function use(): Promise<void> {
    if (!(await props.onUse(key.trim()))) return;
    setKey("");
    setTrial({ status: "none" });
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== "") void (works ? use() : test());
      }}
    >
      <Field label={isForToken ? "Your team’s token" : "API key"}>
        <Input
          className={styles.masked}
          value={key}
          onChange={(_, { value }) => {
            setKey(value);
            setTrial({ status: "none" });
          }}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          data-1p-ignore=""
          data-lpignore="true"
        />
      </Field>
      <div role="status">
        <TrialResult trial={trial} isForToken={isForToken} />
      </div>
      <div className={styles.buttons}>
        <Button
          type="button"
          disabledFocusable={key.trim() === "" || trial.status === "testing"}
          onClick={() => void test()}
        >
          {isForToken ? "Test token" : "Test key"}
        </Button>
        <Button type="button" appearance="primary" disabledFocusable={!works} onClick={() => void use()}>
          {isForToken ? "Use this token" : "Use this key"}
        </Button>
      </div>
    </form>
  );
}

/** Stands where the explanation stood, so that the buttons below it stay where they are. */
function TrialResult({ trial, isForToken }: { readonly trial: Trial; readonly isForToken: boolean }) {
  const styles = useStyles();
  if (trial.status === "testing") return <p className={styles.hint}>Testing…</p>;
  if (trial.status === "none") {
    return (
      <p className={styles.hint}>
        {isForToken
          ? "Your team’s server asks who you are. Type the token you were given; it stays on this device."
          : "Your key looks people up and pays for them. It stays on this device, never in the workbook; forget it whenever you like."}
      </p>
    );
  }
  const { test } = trial;
  if (test.outcome !== "works") return <Notice tone="problem">{test.detail}</Notice>;
  const account = accountText(test.account);
  const works = isForToken ? "The token works" : "The key works";
  const said = account === "" ? `${works}.` : `${works}: ${account}.`;
  return <Notice tone="success">{said + anyKeyText(test.account)}</Notice>;
}

async function tried(connection: KeyFormProps["connection"], key: string): Promise<KeyTest> {
  try {
    return await connection.testKey(key);
  } catch {
    return { outcome: "unreachable", detail: "The key could not be tried. Check the connection and test again." };
  }
}
