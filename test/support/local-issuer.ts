import { createHash, randomUUID } from "node:crypto";
import formBody from "node:querystring";
import Fastify from "fastify";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

/** Somebody the directory knows, or an answer it gives instead of a code. */
export interface Account {
  readonly name: string;
  /** Delegated permissions in access tokens; default: the one that was asked for. */
  readonly scp?: string;
  readonly roles?: readonly string[];
  /** The directory refuses: `error`, and a description that begins with its code. */
  readonly refusal?: readonly [error: string, description: string];
}

export interface LocalIssuerOptions {
  readonly tls: { readonly cert: string; readonly key: string };
  readonly tenantId: string;
  readonly clientId: string;
  /** By the name of the link that is pressed. */
  readonly accounts: Readonly<Record<string, Account>>;
}

/** How long an access token is said to last, and how long it does. */
export interface Lifetime {
  readonly saidSeconds: number;
  readonly goodForSeconds: number;
}

/** By how a token comes about: signing in, or renewing. */
export interface Lifetimes {
  readonly signedIn: Lifetime;
  readonly renewed: Lifetime;
}

/** A directory on this machine that speaks as Microsoft Entra ID does to a single-page application, with real keys. */
export interface LocalIssuer {
  /** Such as `https://localhost:1234`. */
  readonly authority: string;
  /** Requests for tokens by their grant, oldest first. */
  readonly grants: readonly string[];
  /** Everything that came as a query or a fragment to `authorize`. */
  readonly asked: readonly Readonly<Record<string, string>>[];
  /** How long access tokens of now on last. */
  lifetimes: Lifetimes;
  /** Refresh tokens made so far are refused from now on. */
  revoke(): void;
  close(): Promise<void>;
}

interface Grant {
  readonly account: Account;
  readonly oid: string;
  readonly scope: string;
  readonly nonce: string;
}

export async function startLocalIssuer({
  tls,
  tenantId,
  clientId,
  accounts,
}: LocalIssuerOptions): Promise<LocalIssuer> {
  const pair = await generateKeyPair("RS256", { extractable: true });
  const published = { ...(await exportJWK(pair.publicKey)), kid: "local", alg: "RS256", use: "sig" };
  const server = Fastify({ https: tls, forceCloseConnections: true });
  const codes = new Map<string, Grant & { readonly challenge: string; readonly redirectUri: string }>();
  let refreshTokens = new Map<string, Grant>();
  const grants: string[] = [];
  const asked: Readonly<Record<string, string>>[] = [];
  const anHour: Lifetime = { saidSeconds: 3600, goodForSeconds: 3600 };
  let lifetimes: Lifetimes = { signedIn: anHour, renewed: anHour };
  let authority = "";

  server.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) => {
    done(null, formBody.parse(String(body)));
  });
  // As the directory does for addresses registered as those of a single-page application.
  server.addHook("onRequest", (request, reply, next) => {
    void reply.header("access-control-allow-origin", request.headers.origin ?? "*");
    next();
  });
  server.options("/*", (_request, reply) => reply.header("access-control-allow-headers", "*").code(204).send());

  const base = `/${tenantId}`;
  server.get(`${base}/v2.0/.well-known/openid-configuration`, () => ({
    issuer: `${authority}${base}/v2.0`,
    authorization_endpoint: `${authority}${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}${base}/oauth2/v2.0/token`,
    end_session_endpoint: `${authority}${base}/oauth2/v2.0/logout`,
    jwks_uri: `${authority}${base}/discovery/v2.0/keys`,
  }));
  server.get(`${base}/discovery/v2.0/keys`, () => ({ keys: [published] }));

  server.get<{ Querystring: Record<string, string> }>(`${base}/oauth2/v2.0/authorize`, (request, reply) => {
    const query = request.query;
    asked.push(query);
    if (query["client_id"] !== clientId || query["code_challenge_method"] !== "S256") {
      return reply.code(400).send("AADSTS700016: no such application, or no challenge");
    }
    const links = Object.keys(accounts).map((name) => {
      const go = new URLSearchParams({ ...query, account: name }).toString();
      return `<p><a href="${base}/pick?${go.replaceAll("&", "&amp;")}">${name}</a></p>`;
    });
    return reply.type("text/html").send(`<!doctype html><title>Pick an account</title>${links.join("")}`);
  });

  server.get<{ Querystring: Record<string, string> }>(`${base}/pick`, (request, reply) => {
    const { account: name = "", redirect_uri: redirectUri = "", state = "", scope = "", nonce = "" } = request.query;
    const account = accounts[name];
    if (account === undefined) return reply.code(400).send("There is no such account.");
    const answer = new URLSearchParams({ state });
    if (account.refusal !== undefined) {
      answer.set("error", account.refusal[0]);
      answer.set("error_description", account.refusal[1]);
    } else {
      const code = randomUUID();
      const challenge = request.query["code_challenge"] ?? "";
      codes.set(code, { account, oid: oidOf(name), scope, nonce, challenge, redirectUri });
      answer.set("code", code);
      answer.set("client_info", clientInfo(oidOf(name)));
    }
    return reply.redirect(`${redirectUri}#${answer.toString()}`);
  });

  server.post<{ Body: Record<string, string> }>(`${base}/oauth2/v2.0/token`, async (request, reply) => {
    const { grant_type: kind = "", code = "", code_verifier: verifier = "", refresh_token: used = "" } = request.body;
    grants.push(kind);
    const grant = kind === "refresh_token" ? refreshTokens.get(used) : redeem(code, verifier, request.body);
    if (grant === undefined) {
      const description = "AADSTS70008: The code or refresh token has expired or is not good.";
      return reply.code(400).send({ error: "invalid_grant", error_description: description });
    }
    return tokensFor(grant, kind === "refresh_token" ? lifetimes.renewed : lifetimes.signedIn);
  });

  function redeem(code: string, verifier: string, body: Record<string, string>): Grant | undefined {
    const grant = codes.get(code);
    codes.delete(code);
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    return grant?.challenge === challenge && grant.redirectUri === body["redirect_uri"] ? grant : undefined;
  }

  async function tokensFor(grant: Grant, lifetime: Lifetime) {
    const { account, oid, scope, nonce } = grant;
    const nowSeconds = Math.floor(Date.now() / 1000);
    const permissions = scope.split(" ").flatMap((name) => /^api:\/\/[^/]+\/(.+)$/.exec(name)?.[1] ?? []);
    const about = { iss: `${authority}${base}/v2.0`, tid: tenantId, oid, sub: oid, name: account.name };
    const sign = (claims: Record<string, unknown>) =>
      new SignJWT({ ...about, iat: nowSeconds, nbf: nowSeconds - 10, jti: randomUUID(), ...claims })
        .setProtectedHeader({ alg: "RS256", kid: "local", typ: "JWT" })
        .sign(pair.privateKey);
    const address = `${account.name.toLowerCase().replaceAll(" ", ".")}@contoso.example`;
    const refresh = randomUUID();
    refreshTokens.set(refresh, grant);
    return {
      token_type: "Bearer",
      scope,
      expires_in: lifetime.saidSeconds,
      ext_expires_in: lifetime.saidSeconds,
      access_token: await sign({
        aud: clientId,
        scp: account.scp ?? permissions.join(" "),
        roles: account.roles ?? [],
        exp: nowSeconds + lifetime.goodForSeconds,
      }),
      id_token: await sign({ aud: clientId, nonce, preferred_username: address, exp: nowSeconds + 3600, ver: "2.0" }),
      refresh_token: refresh,
      client_info: clientInfo(oid),
    };
  }

  function clientInfo(uid: string): string {
    return Buffer.from(JSON.stringify({ uid, utid: tenantId })).toString("base64url");
  }

  const listening = await server.listen({ host: "localhost", port: 0 });
  authority = `https://localhost:${new URL(listening).port}`;
  return {
    ...{ authority, grants, asked },
    get lifetimes() {
      return lifetimes;
    },
    set lifetimes(next) {
      lifetimes = next;
    },
    revoke: () => void (refreshTokens = new Map()),
    close: () => server.close(),
  };
}

function oidOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
