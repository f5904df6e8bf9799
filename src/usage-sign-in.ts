import { createStandardPublicClientApplication } from "@azure/msal-browser";
import type { SignInResult, SignInWanted } from "./core/sign-in";
import { createMsalSignIn } from "./excel/sign-in/msal-sign-in";
import { signInFailure } from "./excel/sign-in/sign-in-problem";
import { signInProblem } from "./taskpane/sign-in-words";
import type { AccountSignIn } from "./usage-page/sign-in";

/** The page the directory sends people back to; the app registration lists it. */
const usagePage = "/usage.html";

/** Signing in to Microsoft Entra ID from a page of its own: the page leaves for the directory and comes back. */
export async function openAccountSignIn(wanted: Extract<SignInWanted, { kind: "entra" }>): Promise<AccountSignIn> {
  const { clientId, authority, scope } = wanted;
  const application = await createStandardPublicClientApplication({
    auth: {
      ...{ clientId, authority, redirectUri: location.origin + usagePage },
      // Without it the library asks Microsoft's cloud whether the directory's address may be trusted.
      knownAuthorities: [new URL(authority).host],
    },
    cache: { cacheLocation: "sessionStorage" },
  });
  const back = await application.handleRedirectPromise().then(
    (result): SignInResult => {
      if (result !== null) application.setActiveAccount(result.account);
      return { outcome: "signed_in" };
    },
    (error: unknown) => signInFailure(error),
  );
  const account = createMsalSignIn({ application, scope, askPerson: () => Promise.resolve("failed") });
  return {
    kind: "account",
    problem: signInProblem(back),
    async authorization() {
      const token = await account.token();
      return token === undefined ? undefined : `Bearer ${token}`;
    },
    async signIn() {
      try {
        // Somebody else may have sat here before.
        await application.acquireTokenRedirect({ scopes: [scope], prompt: "select_account" });
      } catch (error) {
        throw new Error(signInProblem(signInFailure(error)), { cause: error });
      }
      // The page is being left.
      return new Promise(() => undefined);
    },
    signOut: () => account.signOut(),
  };
}
