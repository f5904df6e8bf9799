import type { FastifyInstance } from "fastify";
import type { Connections } from "./connections";
import type { PartHealth } from "./connection";

/** Paths open to whoever reaches the gateway, by whatever name: monitors and balancers have neither token nor our name. */
export const openPaths = ["/api/health", "/api/ready"];

/** A balancer asks every few seconds: after this time it may send callers here again. */
const retrySeconds = 5;

/**
 * `GET health`: how each part does, for monitors; always 200. `GET ready`: 200 or 503, for balancers. A gateway without
 * its Redis stays ready, because it answers what it has in memory; one that has never reached it is not.
 */
export function registerHealthRoutes(
  server: FastifyInstance,
  connections: Connections,
  isClosing: () => boolean,
): void {
  server.get("/health", () => {
    const { own } = connections;
    const service = own?.health() ?? "personal_keys_only";
    const { store, redis } = own?.storage() ?? ({ store: "unused", redis: "unused" } as const);
    const isWell = wellService.includes(service) && isPartWell(store) && isPartWell(redis) && !isClosing();
    return {
      status: isWell ? "ok" : "degraded",
      parts: { gateway: isClosing() ? "closing" : "ok", service, store, redis },
    };
  });

  server.get("/ready", (_request, reply) => {
    const isReady = !isClosing() && (connections.own?.hasStarted() ?? true);
    if (!isReady) void reply.code(503).header("retry-after", String(retrySeconds));
    return { ready: isReady };
  });
}

const wellService = ["ok", "not_asked_yet", "personal_keys_only"];

function isPartWell(part: PartHealth): boolean {
  return part !== "degraded";
}
