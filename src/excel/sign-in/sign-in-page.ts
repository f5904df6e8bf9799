import type { SignInWanted } from "../../core/sign-in";
import { isOfDirectory, signInStep, writeSignInMessage } from "./sign-in-message";

/** What the page in the window is handed. */
export interface SignInPageParts {
  /** The page's own address after the `#`, with it. */
  readonly hash: string;
  readonly readWanted: () => Promise<SignInWanted | undefined>;
  /** Leaves the page. */
  readonly go: (address: string) => void;
  /** Resolves when the pane was told. */
  readonly tellPane: (message: string) => Promise<void>;
  /** Shows a sentence to the person. */
  readonly say: (sentence: string) => void;
}

/** Goes to the directory, and on the way back tells the pane what it said. Never rejects. */
export async function runSignInPage(parts: SignInPageParts): Promise<void> {
  const step = signInStep(parts.hash);
  try {
    switch (step.kind) {
      case "go": {
        const wanted = await parts.readWanted();
        // Anybody can open this page with any address.
        if (wanted?.kind !== "entra") parts.say(unreachable);
        else if (isOfDirectory(step.address, wanted.authority)) parts.go(step.address);
        else parts.say(useless);
        return;
      }
      case "answer":
        await parts.tellPane(writeSignInMessage(step.response));
        return;
      case "nothing":
        parts.say(useless);
        return;
    }
  } catch {
    parts.say(unreachable);
  }
}

const useless = "This page is opened by Sign in, in the Enrich pane. You may close it.";
const unreachable = "Signing in did not work. Close this window and press Sign in again.";
