import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { bearerToken, type Authenticate } from "../auth/caller-identity";
import { cannotCheck, notAllowed, signInMissing, signInRefused } from "../auth/require-caller";
import { placeOf } from "../defects";
import { sendRefusal, type Refusal } from "../error-bodies";
import { refuseOtherHosts } from "../host-guard";
import { forAdministrators } from "../usage/usage-route";
import type { GatewayMetrics } from "./gateway-metrics";

export interface MetricsRouteOptions {
  readonly metrics: GatewayMetrics;
  readonly readers: MetricsReaders;
  /** Names the metrics may be asked for by, where no token is needed: otherwise a web page could read them. */
  readonly hosts?: readonly string[];
}

/** Who may read the metrics. */
export interface MetricsReaders {
  /** Opens the metrics and nothing else. */
  readonly token: string | undefined;
  /** Administrators may read them too; `undefined` where everybody who reaches the gateway is one. */
  readonly authenticate: Authenticate | undefined;
}

/** `GET /metrics` for Prometheus, and the counting of every request of `server`. */
export async function registerMetrics(server: FastifyInstance, options: MetricsRouteOptions): Promise<void> {
  const { metrics, readers, hosts } = options;
  server.addHook("onResponse", (request, reply, next) => {
    const route = request.routeOptions.url ?? "none";
    metrics.requestEnded({ route, status: reply.statusCode, ms: reply.elapsedTime });
    next();
  });
  const isOpen = readers.token === undefined && readers.authenticate === undefined;
  await server.register((app, _options, done) => {
    if (isOpen && hosts) refuseOtherHosts(app, hosts);
    app.get("/metrics", async (request, reply) => {
      const { authorization } = request.headers;
      const refused = isOpen
        ? undefined
        : await refusalFor(authorization, readers).catch((error: unknown) => {
            request.log.error({ defect: placeOf(error) });
            return cannotCheck;
          });
      if (refused !== undefined) return sendRefusal(reply, refused);
      return reply
        .header("cache-control", "no-store")
        .type(metrics.contentType)
        .send(await metrics.text());
    });
    done();
  });
}

async function refusalFor(
  authorization: string | undefined,
  { token, authenticate }: MetricsReaders,
): Promise<Refusal | undefined> {
  const given = bearerToken(authorization);
  if (token !== undefined && given !== undefined && isSame(given, token)) return undefined;
  if (authorization === undefined) return signInMissing;
  if (authenticate === undefined) return signInRefused;
  const caller = await authenticate(authorization);
  if (caller === "unauthenticated") return signInRefused;
  if (caller === "forbidden") return notAllowed;
  return caller.isAdministrator ? undefined : forAdministrators;
}

/** Takes the same time wherever they differ. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
