import { Button, Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { ForgetPerson } from "../../core/forget-person";
import { parseIdentifier } from "../../core/identifier";
import { Notice, type NoticeTone } from "../controls/Notice";
import { forgottenText, isForgottenInPart } from "../forget-words";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", alignItems: "stretch", rowGap: "8px", margin: 0 },
  hint: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  button: { alignSelf: "flex-start" },
});

interface Result {
  readonly tone: NoticeTone;
  readonly text: string;
}

/** Deletes what is kept of one person who is named by URL or e-mail, and says what was deleted where. */
export function ForgetPersonForm({ forget }: { readonly forget: ForgetPerson }) {
  const styles = useStyles();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isUnderWay, setIsUnderWay] = useState(false);
  const [result, setResult] = useState<Result>();

  async function submit(): Promise<void> {
    const parsed = parseIdentifier(text);
    if (parsed.status !== "identifier") {
      setProblem(parsed.status === "blank" ? "Type a profile URL or business e-mail." : parsed.reason);
      return;
    }
    setIsUnderWay(true);
    setResult(undefined);
    try {
      const forgotten = await forget(parsed.identifier);
      const isInPart = isForgottenInPart(forgotten);
      setResult({ tone: isInPart ? "warning" : "success", text: forgottenText(forgotten) });
      if (!isInPart) setText("");
    } catch {
      setResult({ tone: "problem", text: "Nothing was deleted: a part of the add-in could not be loaded. Try again." });
    }
    setIsUnderWay(false);
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isUnderWay) void submit();
      }}
    >
      <p className={styles.hint}>
        Deletes what is kept of one person, under whichever address: on this device, and for administrators on the
        server, for the whole team. Asked for again, the person costs credits again.
      </p>
      <Field label="Profile URL or e-mail" {...(problem !== undefined && { validationMessage: problem })}>
        <Input
          value={text}
          onChange={(_, { value }) => {
            setText(value);
            setProblem(undefined);
          }}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
      </Field>
      <Button type="submit" size="small" className={styles.button} disabledFocusable={isUnderWay}>
        Forget this person
      </Button>
      <div role="status">{result !== undefined && <Notice tone={result.tone}>{result.text}</Notice>}</div>
    </form>
  );
}
