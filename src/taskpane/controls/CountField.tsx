import { Field, Input } from "@fluentui/react-components";
import { useState } from "react";

/** A whole number, taken over when it is left or Enter is pressed. */
export function CountField(props: {
  readonly label: string;
  readonly count: number | undefined;
  readonly onChange: (count: number | undefined) => void;
  /** Nothing in it means no bound. Default false. */
  readonly isCap?: boolean;
}) {
  const { count, isCap = false } = props;
  const shown = count?.toString() ?? "";
  const [typed, setTyped] = useState<string>();
  const text = typed ?? shown;
  const isRight = /^\d{1,9}$/u.test(text.trim()) || (isCap && text.trim() === "");

  function take(): void {
    setTyped(undefined);
    if (isRight && text !== shown) props.onChange(text.trim() === "" ? undefined : Number(text));
  }

  return (
    <Field label={props.label} {...(isRight ? {} : { validationMessage: "A whole number, please." })}>
      <Input
        value={text}
        inputMode="numeric"
        placeholder={isCap ? "no cap" : ""}
        onChange={(_, { value }) => setTyped(value)}
        onBlur={take}
        onKeyDown={({ key }) => key === "Enter" && take()}
      />
    </Field>
  );
}
