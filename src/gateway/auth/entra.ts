import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from "jose";
import { bearerToken, type Authenticate, type CallerIdentity } from "./caller-identity";

/** Whose access tokens of Microsoft Entra ID open the gateway. */
export interface EntraOptions {
  /** The directory's id; tokens of any other are refused. */
  readonly tenantId: string;
  /** The application the tokens must be for: its client id. */
  readonly clientId: string;
  /** The delegated permission a token must carry, such as `Enrich.Use`. */
  readonly scope: string;
  /** The app role that opens the usage page. */
  readonly administratorRole: string;
  /** Of the sign-in service, such as `https://login.microsoftonline.com`. */
  readonly authority: string;
}

/** Clocks of two machines may differ by so much. */
const clockToleranceSeconds = 60;

/** Checks access tokens: signature by the directory's published keys, issuer, audience, tenant, times and scope. */
export function createEntraAuthentication(options: EntraOptions, now: () => number): Authenticate {
  const { authority, tenantId, clientId } = options;
  const keys = createRemoteJWKSet(new URL(`${authority}/${tenantId}/discovery/v2.0/keys`));
  return async (authorization) => {
    const token = bearerToken(authorization);
    if (token === undefined) return "unauthenticated";
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ["RS256"],
        issuer: `${authority}/${tenantId}/v2.0`,
        audience: [clientId, `api://${clientId}`],
        requiredClaims: ["exp", "oid", "tid"],
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(now()),
      });
      return payload["tid"] === tenantId ? identityOf(payload, options) : "unauthenticated";
    } catch (error) {
      if (isUnreachable(error)) throw error;
      return "unauthenticated";
    }
  };
}

function identityOf(payload: JWTPayload, options: EntraOptions): CallerIdentity | "unauthenticated" | "forbidden" {
  const { oid, name, preferred_username: address, scp, roles } = payload;
  if (typeof oid !== "string" || oid === "") return "unauthenticated";
  if (typeof scp !== "string" || !scp.split(" ").includes(options.scope)) return "forbidden";
  const shown = [name, address].find((text): text is string => typeof text === "string" && text !== "");
  const isAdministrator = Array.isArray(roles) && roles.includes(options.administratorRole);
  return { id: `entra:${oid}`, name: shown ?? "a colleague", isAdministrator };
}

/** The directory's keys could not be read: nothing is known about the token. */
function isUnreachable(error: unknown): boolean {
  const isAboutToken = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout);
  return !isAboutToken || error.code === "ERR_JOSE_GENERIC";
}
