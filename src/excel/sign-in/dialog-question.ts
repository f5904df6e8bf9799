import type { AuthenticationResult, IPublicClientApplication } from "@azure/msal-browser";
import type { SignInProblem } from "../../core/sign-in";
import type { DialogEnd, OfficeDialog } from "./office-dialog";
import { readSignInMessage, signInAddress } from "./sign-in-message";

export interface DialogQuestionParts {
  /** Of the pane and of the sign-in page. */
  readonly origin: string;
  readonly openDialog: (address: string) => OfficeDialog;
}

/** Asks the person in a window for what MSAL would leave the page for. */
export interface DialogQuestion {
  /** MSAL's `onRedirectNavigate`: takes the address and keeps the page where it is. */
  readonly takeAddress: (address: string) => false;
  /** Rejects with the library's error. Asking again closes the window that is open. */
  ask(
    application: Pick<IPublicClientApplication, "acquireTokenRedirect" | "handleRedirectPromise">,
    scopes: string[],
  ): Promise<AuthenticationResult | SignInProblem>;
}

const settle = (
  application: Pick<IPublicClientApplication, "handleRedirectPromise">,
  hash: string,
): Promise<AuthenticationResult | null> =>
  application.handleRedirectPromise({ hash, navigateToLoginRequestUrl: false });

const problems = { closed: "closed", blocked: "popup_blocked", failed: "failed" } as const;

export function createDialogQuestion({ origin, openDialog }: DialogQuestionParts): DialogQuestion {
  const taken: string[] = [];
  let open: OfficeDialog | undefined;
  let underWay: Promise<unknown> = Promise.resolve();
  let questions = 0;

  /** MSAL remembers answers: no two are alike. */
  const nothing = (): string => `#nothing=${++questions}`;

  async function endOf(to: string): Promise<DialogEnd> {
    try {
      open = openDialog(to);
      return await open.ended;
    } catch {
      // Office has refused without a word; MSAL must not be left waiting.
      return { outcome: "failed" };
    } finally {
      open = undefined;
    }
  }

  type Ask = DialogQuestion["ask"];
  async function askOnce(...[application, scopes]: Parameters<Ask>): ReturnType<Ask> {
    // A page that went away in the middle has left MSAL waiting, in what outlives it.
    await settle(application, nothing()).catch(() => null);
    // Somebody else may have sat here before.
    await application.acquireTokenRedirect({ scopes, prompt: "select_account" });
    const address = taken.pop();
    if (address === undefined) return "failed";
    const end = await endOf(signInAddress(origin, address));
    const response = end.outcome === "message" ? readSignInMessage(end.message) : undefined;
    // Without an answer MSAL still has to be told that nothing comes any more.
    const result = await settle(application, response ?? nothing());
    return result ?? (end.outcome === "message" ? "failed" : problems[end.outcome]);
  }

  return {
    takeAddress(to) {
      taken.push(to);
      return false;
    },
    async ask(application, scopes) {
      open?.close();
      const before = underWay.catch(() => undefined);
      const asking = before.then(() => askOnce(application, scopes));
      underWay = asking;
      return asking;
    },
  };
}
