import type { Identifier } from "./identifier";

/** What became of the wish to forget a person. */
export interface PersonForgotten {
  /** Answers deleted on this device; `undefined` where they could not be. */
  readonly device: number | undefined;
  readonly server: ServerForgotten;
}

/** What the server that answers for this page did with what it keeps of a person. */
export type ServerForgotten =
  | { readonly outcome: "forgotten"; readonly answers: number }
  /** It deletes for administrators only. */
  | { readonly outcome: "not_allowed" }
  | { readonly outcome: "unavailable" };

/** Deletes what is kept of a person; rejects only where it could not be loaded. */
export type ForgetPerson = (identifier: Identifier) => Promise<PersonForgotten>;
