import { useState } from "react";
import type { ConnectionPort } from "../core/connection";

/** Taking keys into use and forgetting them; neither rejects. */
export interface KeyChanges {
  /** What went wrong with the last change, as a sentence for people. */
  readonly problem: string | undefined;
  /** Resolves to whether the key is kept. */
  readonly use: (key: string) => Promise<boolean>;
  readonly forget: () => Promise<void>;
}

const remain = "its answers could not be deleted from this device. That is tried again when Enrich is next opened.";

/** Kept by the pane itself: the form that asked for a change is gone by the time it is known how it went. */
export function useKeyChanges(connection: ConnectionPort): KeyChanges {
  const [problem, setProblem] = useState<string>();
  return {
    problem,
    async use(key) {
      try {
        const forgetting = await connection.useKey(key);
        setProblem(forgetting === "forgotten" ? undefined : `The key before is gone, but ${remain}`);
        return true;
      } catch {
        setProblem("The key could not be taken into use: try again.");
        return false;
      }
    },
    async forget() {
      const forgetting = await connection.forgetKey();
      setProblem(forgetting === "forgotten" ? undefined : `The key is gone, but ${remain}`);
    },
  };
}
