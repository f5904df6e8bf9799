import type { FastifyInstance } from "fastify";
import { callerOf } from "./auth/require-caller";
import { callerConnection } from "./caller";
import type { Connections } from "./connections";
import { keyMissing, keyRefused, refusal, sendRefusal } from "./error-bodies";

/** `GET account`: what its people ask, free of charge. */
export function registerAccountRoutes(server: FastifyInstance, connections: Connections): void {
  server.get("/account", async (request, reply) => {
    const connection = callerConnection(request, connections);
    if ("status" in connection) return sendRefusal(reply, connection);
    const read = await connection.account();
    switch (read.outcome) {
      case "read": {
        const { credits = null, requestsPerMinute = null, remaining = null, source } = read.value;
        const { id, name } = callerOf(request);
        // Whatever key asks, a sandbox knows nobody real.
        const people = connections.own?.source === "sandbox" ? { people: "invented" } : {};
        return { credits, requestsPerMinute, remaining, source, ...people, caller: { id, name } };
      }
      case "key_missing":
        return sendRefusal(reply, keyMissing);
      case "key_refused":
        return sendRefusal(reply, keyRefused);
      case "sign_in_needed":
      case "not_allowed":
      case "unavailable":
        return sendRefusal(reply, refusal(503, "service_unavailable", "The service cannot be reached."));
    }
  });
}
