import type { Readable } from "./readable";
import type { SignInWanted } from "./sign-in";

/** Where answers come from and who pays. Answers are kept per connection and never cross. */
export type ConnectionKind = "sandbox" | "team" | "personal";

/** `GET /api/account`: what the gateway says of the key in use. */
export interface Account {
  readonly credits: number | undefined;
  readonly requestsPerMinute: number | undefined;
  readonly remaining: number | undefined;
  readonly source: ConnectionKind;
  /** Whatever the key, a sandbox answers; default: people are real, unless it is the sandbox's own key. */
  readonly people?: "invented" | undefined;
  /** Who asks, as the gateway knows them: `this device` where it asks nobody's name. */
  readonly caller?: Caller | undefined;
}

/** Whether nobody real is asked for, whichever key is used. */
export function isInvented({ people, source }: Account): boolean {
  return people === "invented" || source === "sandbox";
}

/** A person as a gateway knows them: no secret. */
export interface Caller {
  /** The same at every sign-in. */
  readonly id: string | undefined;
  /** For people. */
  readonly name: string;
}

/** By what a gateway knows this caller: nothing, a token that was typed, or a Microsoft account. */
export function signInOf(caller: Caller | undefined): SignInWanted["kind"] {
  const kind = caller?.id?.split(":")[0];
  return kind === "token" || kind === "entra" ? kind : "none";
}

/** What a try of a key brought. */
export type KeyTest =
  | { readonly outcome: "works"; readonly account: Account }
  | { readonly outcome: "refused" | "unreachable"; readonly detail: string };

/** The connection in use; `unavailable` where the gateway cannot be reached. */
export type ConnectionState =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly kind: ConnectionKind; readonly account: Account }
  /** The gateway has no key of its own, and no personal key is kept here. */
  | { readonly status: "no_key" }
  /** The gateway wants to know who asks, and nobody is signed in. */
  | { readonly status: "signed_out" }
  /** The gateway knows who asks, and they may not. */
  | { readonly status: "not_allowed" }
  | { readonly status: "unavailable"; readonly detail: string };

/** Whether the answers of a key that is no longer used are gone; those that remain are deleted on the next page. */
export type Forgetting = "forgotten" | "answers_remain";

/** Choosing, testing and forgetting the key; a key never leaves this device but in a request's header. */
export interface ConnectionPort {
  readonly state: Readable<ConnectionState>;
  /** Reads the account again. */
  reload(): Promise<void>;
  /** Asks for the account with this key, without keeping it. */
  testKey(key: string): Promise<KeyTest>;
  /** Keeps a personal key on this device and uses it from now on; the one before is forgotten. */
  useKey(key: string): Promise<Forgetting>;
  /** Forgets the personal key and everything kept under it on this device. */
  forgetKey(): Promise<Forgetting>;
  /** After a person has signed out: forgets what the gateway's own connection has left on this device. */
  leave(): Promise<Forgetting>;
}
