import { createNestablePublicClientApplication, createStandardPublicClientApplication } from "@azure/msal-browser";
import type { SignIn, SignInWanted } from "../../core/sign-in";
import { isSupported } from "../office";
import { createDialogQuestion } from "./dialog-question";
import { createMsalSignIn } from "./msal-sign-in";
import { createNestedFirst } from "./nested-first";
import { openOfficeDialog, type OfficeDialogOptions } from "./office-dialog";
import { signInPage } from "./sign-in-message";

type EntraWanted = Extract<SignInWanted, { kind: "entra" }>;

/** Signing in to Microsoft Entra ID: by Office's own account where this Office can, else in a window. */
export async function openSignIn(wanted: EntraWanted): Promise<SignIn> {
  if (!isSupported("NestedAppAuth", "1.1")) return openDialogSignIn(wanted, { asksFirst: false });
  const nested = await openNestedSignIn(wanted);
  return createNestedFirst(nested, () => openDialogSignIn(wanted, { asksFirst: true }));
}

/** Through the Office application: whoever is signed in there is signed in here. */
async function openNestedSignIn(wanted: EntraWanted): Promise<SignIn> {
  const application = await createNestablePublicClientApplication({
    auth: authOf(wanted),
    cache: { cacheLocation: "sessionStorage" },
  });
  const scopes = [wanted.scope];
  return createMsalSignIn({
    ...{ application, scope: wanted.scope, hostKnows: true },
    askPerson: () => application.acquireTokenPopup({ scopes }),
  });
}

/** In a window of Office's, with this pane holding verifier and tokens: the window only passes on the one-time code. */
async function openDialogSignIn(wanted: EntraWanted, options: OfficeDialogOptions): Promise<SignIn> {
  const { origin } = location;
  const question = createDialogQuestion({ origin, openDialog: (address) => openOfficeDialog(address, options) });
  const application = await createStandardPublicClientApplication({
    auth: { ...authOf(wanted), redirectUri: origin + signInPage, onRedirectNavigate: question.takeAddress },
    cache: { cacheLocation: "sessionStorage" },
    // The pane is a frame in Excel on the web; it never leaves its page: `takeAddress` says so.
    system: { allowRedirectInIframe: true },
  });
  return createMsalSignIn({
    ...{ application, scope: wanted.scope },
    askPerson: () => question.ask(application, [wanted.scope]),
  });
}

function authOf({ clientId, authority }: EntraWanted) {
  // Without it the library asks Microsoft's cloud whether the directory's address may be trusted.
  return { clientId, authority, knownAuthorities: [new URL(authority).host] };
}
