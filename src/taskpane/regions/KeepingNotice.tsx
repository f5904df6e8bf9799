import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { StoreProblem } from "../../core/answers/store-health";
import { Notice } from "../controls/Notice";
import type { PaneAnswers } from "../parts";
import { useReadable } from "../use-readable";

interface Words {
  readonly what: string;
  /** What it costs. */
  readonly price: string;
  readonly remedy: string;
}

const untilThen = "Answers last only while this window is open, and people looked up before may cost credits again.";

const words: Readonly<Record<StoreProblem, Words>> = {
  full: {
    what: "This device is out of space.",
    price: "New answers last only while this window is open. Later, the same people may cost credits again.",
    remedy: "Free some space, and the answers are kept after all.",
  },
  blocked: {
    what: "Another window runs an older Enrich.",
    price: untilThen,
    remedy: "Close or reload the other Excel windows.",
  },
  newer_version: {
    what: "There is a newer Enrich on this device.",
    price: untilThen,
    remedy: "Close every Excel window and open Excel again.",
  },
  unavailable: {
    what: "Answers cannot be kept on this device.",
    price: untilThen,
    remedy: "Use a window that is not private, or allow this site to store data.",
  },
};

/** Says when answers do not outlive this window, and when forgotten ones could not be deleted; else nothing. */
export function KeepingNotice({ answers }: { readonly answers: PaneAnswers }) {
  const health = useReadable(answers.health);
  const isUndeleted = useReadable(answers.isUndeleted);
  return (
    <>
      {health.status === "memory_only" && (
        <div role="alert">
          <NotKept {...words[health.problem]} />
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

function NotKept({ what, price, remedy }: Words) {
  return (
    <Notice tone="warning">
      <strong>{what}</strong>
      <span>{price}</span>
      <span>{remedy}</span>
    </Notice>
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
