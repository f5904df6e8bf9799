export type IdentifierKind = "url" | "email";

/** What names a person: a profile URL or a business e-mail, in one spelling. */
export interface Identifier {
  readonly kind: IdentifierKind;
  /** As it is sent to the service. */
  readonly value: string;
  /** The same for every spelling of the same identifier: what answers are kept under. */
  readonly key: string;
  /** A percent-encoded slug: travels in a lane of its own. */
  readonly isEncoded: boolean;
}
