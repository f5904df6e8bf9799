import { randomUUID } from "node:crypto";
import Fastify, { LogController, type FastifyInstance } from "fastify";
import { placeOf } from "./defects";
import { invalidRequest, refusal, sendRefusal, type Refusal } from "./error-bodies";
import { logRules } from "./log-rules";
import { answerHeaders, commonHeaders } from "./security-headers";

export interface HttpServerOptions {
  /** PEM texts; plain http without them. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  /** Addresses and ranges of proxies that say where a request comes from; by default nobody is believed. */
  readonly trustedProxies?: readonly string[];
  /** How long a request may take to arrive whole; default 30,000. */
  readonly receiveMs?: number;
  /** Where log lines go, one JSON object each; none are written without it. */
  readonly log?: LogStream | undefined;
}

export interface LogStream {
  write(line: string): void;
}

/**
 * A server that logs method, route, status and time, and nothing of what was asked: no address, name, key, query or
 * body, also where something fails.
 */
export function createHttpServer({
  tls,
  trustedProxies = [],
  receiveMs = 30_000,
  log,
}: HttpServerOptions): FastifyInstance {
  const looks = {
    connectionsCheckingInterval: Math.min(receiveMs, 10_000),
    // Node heeds the time for a whole request only where that for its headers is no longer.
    ...{ headersTimeout: receiveMs, requestTimeout: receiveMs },
  };
  const server: FastifyInstance = Fastify({
    ...(tls ? { https: { cert: tls.cert, key: tls.key, ...looks } } : { http: looks }),
    // Whoever sends a byte now and then must not keep a connection for ever; how long a reply takes is another matter.
    requestTimeout: receiveMs,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    logger: log ? { level: "info", stream: log, base: null, ...logRules } : false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // Browsers keep connections open without using them; replies under way are waited for before.
    forceCloseConnections: true,
    // The gateway turns late callers away itself, in words that its client understands, and goes on telling its health.
    return503OnClosing: false,
    // An address that cannot be read reaches no hook.
    frameworkErrors: (_error, _request, reply) =>
      void sendRefusal(
        reply.headers({ ...commonHeaders, ...answerHeaders }),
        invalidRequest("The address cannot be read."),
      ),
  });

  server.addHook("onRequest", (_request, reply, next) => {
    void reply.headers(commonHeaders);
    next();
  });
  server.addHook("onResponse", (request, reply, next) => {
    const route = request.routeOptions.url ?? "none";
    const ms = Math.round(reply.elapsedTime);
    request.log.info({ method: request.method, route, status: reply.statusCode, ms });
    next();
  });
  server.setErrorHandler((error, request, reply) => {
    const answer = refusalOf(error);
    // Its message may quote the body, so only its kind and place are logged.
    if (answer.status >= 500) request.log.error({ route: request.routeOptions.url, ...placeOf(error) });
    return sendRefusal(reply.headers(answerHeaders), answer);
  });
  server.setNotFoundHandler((_request, reply) =>
    sendRefusal(reply.headers(answerHeaders), refusal(404, "not_found", "There is no such page.")),
  );
  return server;
}

function refusalOf(error: unknown): Refusal {
  const status = typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : 500;
  switch (status) {
    case 413:
      return refusal(413, "invalid_request", "The body is larger than any request of 25 identifiers.");
    case 415:
      return refusal(415, "invalid_request", "The body must be JSON.");
    default:
      if (typeof status === "number" && status >= 400 && status < 500) return invalidRequest("The body is not JSON.");
      return refusal(500, "internal_error", "The gateway failed; its log says where.");
  }
}
