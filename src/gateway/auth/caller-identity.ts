/** Who asks, as far as the gateway knows; it is what credits are counted under. */
export interface CallerIdentity {
  /** The same for one person at every sign-in; no secret. */
  readonly id: string;
  /** For people: on the usage page and in receipts. */
  readonly name: string;
  readonly isAdministrator: boolean;
}

/** Why somebody is turned away: nothing that proves who they are, or a person who may not. */
export type Rejection = "unauthenticated" | "forbidden";

/** Reads who asks from the value of an `Authorization` header; rejects only where the proof cannot be checked now. */
export type Authenticate = (authorization: string | undefined) => Promise<CallerIdentity | Rejection>;

/** The token of `Bearer <token>`; `undefined` for anything else. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +([\x21-\x7e]{1,8192})$/i.exec(authorization ?? "")?.[1];
}

/** Under this id nobody is told apart. */
export const anybodyId = "local";

/** Everybody who reaches the gateway is the one person at this machine. */
export const anybody: Authenticate = () =>
  Promise.resolve({ id: anybodyId, name: "this device", isAdministrator: true });
