import type { FastifyInstance } from "fastify";
import { refusal, sendRefusal } from "./error-bodies";

/** How long a gateway takes to end and start again, or a balancer to choose another. */
const closing = refusal(503, "stopped", "The gateway is ending; ask again in a moment.", { retryAfterSeconds: 5 });

/** Turns new requests away while the server ends, except at `open` paths; tells whether it is ending. */
export function refuseWhileClosing(server: FastifyInstance, open: readonly string[]): () => boolean {
  let isClosing = false;
  server.addHook("preClose", (done) => {
    isClosing = true;
    done();
  });
  server.addHook("onRequest", (request, reply, next) => {
    if (isClosing && !open.includes(request.routeOptions.url ?? "")) sendRefusal(reply, closing);
    else next();
  });
  return () => isClosing;
}
