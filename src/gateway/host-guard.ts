import type { FastifyInstance } from "fastify";
import { refusal, sendRefusal } from "./error-bodies";

/**
 * Refuses requests that call this machine by another name: a web page may point a name of its own at it, and could then
 * spend credits as if it were ours. Paths that are `open` cost and tell nothing.
 */
export function refuseOtherHosts(app: FastifyInstance, hosts: readonly string[], open: readonly string[] = []): void {
  app.addHook("onRequest", (request, reply, next) => {
    const name = request.hostname.replace(/^\[|\]$/g, "").toLowerCase();
    if (hosts.includes(name) || open.includes(request.routeOptions.url ?? "")) next();
    else sendRefusal(reply, refusal(403, "permission_error", "The gateway does not answer to this host name."));
  });
}
