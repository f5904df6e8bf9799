import { useState } from "react";
import { signInProblem } from "./sign-in-words";
import type { PaneSignIn } from "./parts";

/** Signing in and out; neither rejects. */
export interface SignInChanges {
  readonly isUnderWay: boolean;
  /** What went wrong last, as a sentence for people. */
  readonly problem: string | undefined;
  readonly signIn: () => Promise<void>;
  readonly signOut: () => Promise<void>;
}

const remain =
  "You are signed out, but answers could not be deleted from this device. That is tried again when Enrich is next opened.";

/** Kept by the pane itself: the button that was pressed may be gone by the time it is known how it went. */
export function useSignIn(port: PaneSignIn): SignInChanges {
  const [underWay, setUnderWay] = useState(0);
  const [problem, setProblem] = useState<string>();
  return {
    isUnderWay: underWay > 0,
    problem,
    async signIn() {
      setProblem(undefined);
      setUnderWay((count) => count + 1);
      const result = await port.signIn();
      setUnderWay((count) => count - 1);
      setProblem(signInProblem(result));
    },
    async signOut() {
      setProblem((await port.signOut()) === "forgotten" ? undefined : remain);
    },
  };
}
