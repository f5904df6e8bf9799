import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { StoreProblem } from "../../core/answers/store-health";
import { Notice } from "../controls/Notice";
import type { PaneAnswers } from "../parts";
import { useReadable } from "../use-readable";

const untilThen =
  "Until then, answers last only while this window is open, and people looked up before may cost credits again.";

const sentences: Readonly<Record<StoreProblem, string>> = {
  full: "This device is out of space, so new answers last only while this window is open; looked up again later, these people may cost credits again. Free some space, and the answers are kept after all.",
  blocked: `Another window holds the kept answers in an older version of Enrich. Close or reload the other Excel windows. ${untilThen}`,
  newer_version: `A newer version of Enrich keeps the answers on this device now. Close every Excel window and open Excel again to get it. ${untilThen}`,
  unavailable: `The browser does not let Enrich keep answers here, as in a private window or with storage blocked. Allow it, or use another window. ${untilThen}`,
};

/** Says when answers do not outlive this window, and when forgotten ones could not be deleted; else nothing. */
export function KeepingNotice({ answers }: { readonly answers: PaneAnswers }) {
  const health = useReadable(answers.health);
  const isUndeleted = useReadable(answers.isUndeleted);
  return (
    <>
      {health.status === "memory_only" && (
        <div role="alert">
          <Notice tone="warning">{sentences[health.problem]}</Notice>
        </div>
      )}
      {isUndeleted && (
        <div role="alert">
          <Undeleted answers={answers} />
        </div>
      )}
    </>
  );
}

function Undeleted({ answers }: { readonly answers: PaneAnswers }) {
  const [isTrying, setIsTrying] = useState(false);

  async function tryAgain(): Promise<void> {
    setIsTrying(true);
    await answers.deleteAgain();
    setIsTrying(false);
  }

  return (
    <Notice tone="problem">
      The key is gone, but its answers could not be deleted: try again.
      <Button size="small" disabledFocusable={isTrying} onClick={() => void tryAgain()}>
        {isTrying ? "Deleting…" : "Try again"}
      </Button>
    </Notice>
  );
}
