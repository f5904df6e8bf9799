import type { FastifyInstance } from "fastify";
import type { SignInWanted } from "../../core/sign-in";
import type { AuthSettings } from "../settings/settings";

/** How the pane is to prove who asks; nothing in it is secret. */
export function signInWantedBy(auth: AuthSettings): SignInWanted {
  if (auth.kind !== "entra") return auth;
  const { clientId, authority, tenantId, scope } = auth;
  return { kind: "entra", clientId, authority: `${authority}/${tenantId}`, scope: `api://${clientId}/${scope}` };
}

/** Of `GET sign-in`, open to everybody: who has not signed in yet must be able to ask how. */
export const signInPath = "/api/sign-in";

/** `GET sign-in`: which sign-in the gateway wants. */
export function registerSignInRoute(api: FastifyInstance, wanted: SignInWanted): void {
  api.get("/sign-in", () => wanted);
}
