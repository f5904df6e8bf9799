/** Page of our own origin in which people sign in; the app registration lists it as a redirect address. */
export const signInPage = "/sign-in.html";

/** What the page is opened with: where to sign in. Nothing secret: a challenge, a nonce and what is asked for. */
export function signInAddress(origin: string, authorizeUrl: string): string {
  return `${origin}${signInPage}#go=${encodeURIComponent(authorizeUrl)}`;
}

/** What the page does with its own address: go to the directory, or hand back what the directory said. */
export type SignInStep =
  | { readonly kind: "go"; readonly address: string }
  | { readonly kind: "answer"; readonly response: string }
  | { readonly kind: "nothing" };

/** `hash` as a browser gives it, with its `#`. */
export function signInStep(hash: string): SignInStep {
  const fields = new URLSearchParams(hash.slice(1));
  const address = fields.get("go");
  if (address !== null) return { kind: "go", address };
  return fields.has("code") || fields.has("error") ? { kind: "answer", response: hash } : { kind: "nothing" };
}

/** Whether `address` belongs to the directory at `authority`: nobody else may be gone to. */
export function isOfDirectory(address: string, authority: string): boolean {
  if (!URL.canParse(address) || !URL.canParse(authority)) return false;
  const [to, directory] = [new URL(address), new URL(authority)];
  return to.protocol === "https:" && to.origin === directory.origin && to.username === "" && to.password === "";
}

const version = "enrich-sign-in-1 ";

/** What the page tells the pane: the directory's answer, whose code is of use to nobody but the pane. */
export function writeSignInMessage(response: string): string {
  return version + response;
}

export function readSignInMessage(message: string): string | undefined {
  return message.startsWith(version) ? message.slice(version.length) : undefined;
}
