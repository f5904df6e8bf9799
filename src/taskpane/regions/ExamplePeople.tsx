import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { Notice } from "../controls/Notice";

/** Puts invented people into the sheet, so that there is something to try before any key. */
export function ExamplePeople({ insert }: { readonly insert: () => Promise<void> }) {
  const [problem, setProblem] = useState<string>();

  async function press(): Promise<void> {
    setProblem(undefined);
    try {
      await insert();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "Excel did not take the examples.");
    }
  }

  return (
    <>
      <Button size="small" onClick={() => void press()}>
        Insert invented people
      </Button>
      {problem !== undefined && <Notice tone="problem">{problem}</Notice>}
    </>
  );
}
