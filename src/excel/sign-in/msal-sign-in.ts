import {
  CacheLookupPolicy,
  type AccountInfo,
  type AuthenticationResult,
  type IPublicClientApplication,
} from "@azure/msal-browser";
import type { SignIn, SignInProblem } from "../../core/sign-in";
import { signInFailure } from "./sign-in-problem";

/** What is used of the sign-in library. */
export type MsalApplication = Pick<
  IPublicClientApplication,
  "acquireTokenSilent" | "getActiveAccount" | "getAllAccounts" | "setActiveAccount" | "clearCache"
>;

/** Lets the person sign in; rejects with the library's error. Or says why there is nobody. */
export type AskPerson = () => Promise<AuthenticationResult | SignInProblem>;

export interface MsalSignInOptions {
  readonly application: MsalApplication;
  /** What tokens must be good for. */
  readonly scope: string;
  readonly askPerson: AskPerson;
  /** Whether the host may know who it is without an account here: nested app authentication. Default false. */
  readonly hostKnows?: boolean;
}

/** A sign-in by MSAL, whichever way it asks the person. */
export function createMsalSignIn({ application, scope, askPerson, hostKnows = false }: MsalSignInOptions): SignIn {
  let isOut = false;
  let name: string | undefined;

  function account(): AccountInfo | undefined {
    return application.getActiveAccount() ?? application.getAllAccounts()[0];
  }

  function remember(known: AccountInfo | null | undefined): void {
    if (known === null || known === undefined) return;
    application.setActiveAccount(known);
    name = known.name ?? known.username;
  }

  return {
    async token({ isRefused = false } = {}) {
      const known = account();
      if (isOut || (known === undefined && !hostKnows)) return undefined;
      try {
        const result = await application.acquireTokenSilent({
          scopes: [scope],
          forceRefresh: isRefused,
          // No hidden frame: where Office runs in a browser it would be blocked, and wait ten seconds to find out.
          cacheLookupPolicy: CacheLookupPolicy.AccessTokenAndRefreshToken,
          ...(known !== undefined && { account: known }),
        });
        remember(result.account);
        return result.accessToken;
      } catch {
        // Whatever the reason, only the person can go on from here: the pane offers it.
        remember(known);
        return undefined;
      }
    },
    async signIn() {
      try {
        const result = await askPerson();
        if (typeof result === "string") return { outcome: "not_signed_in", problem: result };
        isOut = false;
        remember(result.account);
        return { outcome: "signed_in" };
      } catch (error) {
        return signInFailure(error);
      }
    },
    async signOut() {
      isOut = true;
      name = undefined;
      application.setActiveAccount(null);
      // Whoever is signed in to Office stays so; here nothing of them is left.
      await application.clearCache().catch(() => undefined);
    },
    who: () => name,
  };
}
