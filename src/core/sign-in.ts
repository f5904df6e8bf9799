/** Which sign-in a gateway wants of its callers: none, a token that somebody types, or a Microsoft account. */
export type SignInWanted =
  | { readonly kind: "none" | "token" }
  | {
      readonly kind: "entra";
      /** The app registration's. */
      readonly clientId: string;
      /** The directory's address, such as `https://login.microsoftonline.com/<tenant>`. */
      readonly authority: string;
      /** What a token must be good for, such as `api://<client>/Enrich.Use`. */
      readonly scope: string;
    };

/** Why nobody is signed in; the words for it stand in taskpane/. */
export type SignInProblem =
  | "closed"
  | "popup_blocked"
  /** The account is of another directory than the gateway's. */
  | "wrong_directory"
  /** The directory knows the account and does not let it use Enrich. */
  | "not_assigned"
  /** Nobody has agreed that Enrich may sign this account in. */
  | "no_consent"
  | "unreachable"
  | "failed";

export type SignInResult =
  | { readonly outcome: "signed_in" }
  /** `code` is the directory's name for it, such as AADSTS50105, for whoever runs it; never a token. */
  | { readonly outcome: "not_signed_in"; readonly problem: SignInProblem; readonly code?: string };

/** A person's sign-in; tokens stay in memory and in this window. */
export interface SignIn {
  /**
   * A token that is good now, renewed without a word where it can be; `undefined` where only the person can sign in.
   * With `isRefused` a new one, because the gateway has refused the last. Never rejects.
   */
  token(options?: { readonly isRefused?: boolean }): Promise<string | undefined>;
  /** Lets the person sign in; called from a click. Never rejects. */
  signIn(): Promise<SignInResult>;
  /** Forgets every token in this window. */
  signOut(): Promise<void>;
  /** The name of who is signed in. */
  who(): string | undefined;
}
