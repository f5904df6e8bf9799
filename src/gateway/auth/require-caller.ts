import type { FastifyInstance, FastifyRequest } from "fastify";
import { placeOf } from "../defects";
import { refusal, sendRefusal, type Refusal } from "../error-bodies";
import type { Authenticate, CallerIdentity } from "./caller-identity";

/** All that a stranger is told; the words are listed in the README. */
export const signInMissing: Refusal = { status: 401, body: { message: "Missing sign-in in request" } };
export const signInRefused: Refusal = { status: 401, body: { message: "Invalid sign-in in request" } };
export const notAllowed = refusal(403, "permission_error", "This account may not use this gateway.");
export const cannotCheck = refusal(503, "service_unavailable", "Sign-ins cannot be checked now.", {
  retryAfterSeconds: 30,
});

const callers = new WeakMap<FastifyRequest, CallerIdentity>();

/** Lets nobody through without a valid caller, except to `open` paths; before anything of a request is read. */
export function requireCaller(api: FastifyInstance, authenticate: Authenticate, open: readonly string[]): void {
  api.addHook("onRequest", async (request, reply) => {
    if (open.includes(request.routeOptions.url ?? "")) return;
    const { authorization } = request.headers;
    let caller;
    try {
      caller = await authenticate(authorization);
    } catch (error) {
      request.log.error({ defect: placeOf(error) });
      await sendRefusal(reply, cannotCheck);
      return;
    }
    if (caller === "forbidden") await sendRefusal(reply, notAllowed);
    else if (caller === "unauthenticated") {
      await sendRefusal(reply, authorization === undefined ? signInMissing : signInRefused);
    } else callers.set(request, caller);
  });
}

/** Who sent this request; throws on a path that `requireCaller` leaves open. */
export function callerOf(request: FastifyRequest): CallerIdentity {
  const caller = callers.get(request);
  if (caller === undefined) throw new Error("This path is open to everybody: nobody is known as its caller.");
  return caller;
}
