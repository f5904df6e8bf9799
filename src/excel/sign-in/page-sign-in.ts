import { createWritable, type Readable } from "../../core/readable";
import type { SignIn, SignInResult, SignInWanted } from "../../core/sign-in";

export interface PageSignInParts {
  /** Asks the gateway which sign-in it wants; `undefined` where it does not say. */
  readonly readWanted: () => Promise<SignInWanted | undefined>;
  /** Loads what signs people in; rejects where it cannot be loaded. */
  readonly open: (wanted: Extract<SignInWanted, { kind: "entra" }>) => Promise<SignIn>;
}

/** The sign-in of this page: nothing is loaded or asked until the gateway has turned somebody away. */
export interface PageSignIn extends Omit<SignIn, "who"> {
  readonly wanted: Readable<SignInWanted | undefined>;
  readonly who: Readable<string | undefined>;
  /** After the gateway has turned us away: resolves to whether there is a token now. Never rejects. */
  prepare(): Promise<boolean>;
}

export function createPageSignIn(parts: PageSignInParts): PageSignIn {
  const wanted = createWritable<SignInWanted | undefined>(undefined);
  const who = createWritable<string | undefined>(undefined);
  let opened: SignIn | undefined;
  let opening: Promise<SignIn | undefined> | undefined;

  async function open(): Promise<SignIn | undefined> {
    const answer = await parts.readWanted();
    if (answer !== undefined) wanted.set(answer);
    if (answer?.kind === "entra") opened = await parts.open(answer);
    return opened;
  }

  /** Whoever needs it next tries again where it fails. */
  function whenOpen(): Promise<SignIn | undefined> {
    if (opened !== undefined) return Promise.resolve(opened);
    opening ??= open()
      .catch(() => undefined)
      .finally(() => (opening = undefined));
    return opening;
  }

  async function token(options?: { readonly isRefused?: boolean }): Promise<string | undefined> {
    const found = await opened?.token(options);
    who.set(opened?.who());
    return found;
  }

  return {
    ...{ wanted, who, token },
    async prepare() {
      await whenOpen();
      return (await token()) !== undefined;
    },
    async signIn(): Promise<SignInResult> {
      const signIn = await whenOpen();
      if (signIn === undefined) return { outcome: "not_signed_in", problem: "unreachable" };
      const result = await signIn.signIn();
      who.set(signIn.who());
      return result;
    },
    async signOut() {
      await opened?.signOut();
      who.set(undefined);
    },
  };
}
