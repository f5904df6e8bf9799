/** How an administrator shows who they are, whatever the gateway asks for. */
export type SignIn = TokenSignIn | AccountSignIn;

interface SignedIn {
  /** What requests carry as `Authorization`; `undefined` while nobody has signed in. Never rejects. */
  authorization(): Promise<string | undefined>;
  /** Forgets who it is, on this device. */
  signOut(): Promise<void>;
}

/** A team token that is pasted into the page. */
export interface TokenSignIn extends SignedIn {
  readonly kind: "token";
  /** Remembers the token for requests to come; whether it opens anything is seen by asking. */
  signIn(token: string): Promise<void>;
}

/** An account of the organisation. */
export interface AccountSignIn extends SignedIn {
  readonly kind: "account";
  /** Why the last attempt brought nobody, as a sentence, where the page was left for it. */
  readonly problem: string | undefined;
  /** Rejects with a sentence where nobody has signed in; does not resolve where the page is left for it. */
  signIn(): Promise<void>;
}
