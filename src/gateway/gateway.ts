import type { FastifyInstance } from "fastify";
import type { Clock } from "../core/clock";
import type { SignInWanted } from "../core/sign-in";
import { registerAccountRoutes } from "./account-routes";
import type { Forgetting } from "./answers/forgetting";
import { anybody, type Authenticate } from "./auth/caller-identity";
import { requireCaller } from "./auth/require-caller";
import { registerSignInRoute, signInPath } from "./auth/sign-in-route";
import { refuseWhileClosing } from "./closing";
import type { Connections } from "./connections";
import { registerEnrichRoute } from "./enrich-route";
import type { OnDefect } from "./defects";
import { refusal, sendRefusal } from "./error-bodies";
import { registerForgetRoutes } from "./forget-routes";
import { openPaths, registerHealthRoutes } from "./health-routes";
import { refuseOtherHosts } from "./host-guard";
import { registerKeptRoute } from "./kept-route";
import { limitRequests, type RequestLimit } from "./limits/request-limit";
import { followReplies, type OpenReplies } from "./open-replies";
import { answerHeaders } from "./security-headers";
import type { UsageBooks } from "./usage/usage-books";
import { registerUsageRoute } from "./usage/usage-route";

export interface GatewayOptions {
  readonly connections: Connections;
  readonly clock: Clock;
  /** Host names the gateway may be called by; without them any name is. */
  readonly hosts?: readonly string[];
  /** Who may ask; default: everybody who reaches the gateway. */
  readonly authenticate?: Authenticate;
  /** Who spent what; default: nobody keeps books, and nobody can ask for them. */
  readonly books?: UsageBooks;
  /** Deletes what is kept; default: nothing can be forgotten by asking. */
  readonly forgetting?: Forgetting;
  /** Told of what could not be done; default: nobody. */
  readonly onDefect?: OnDefect;
  /** How callers are to prove who they are; default: they need not. */
  readonly signIn?: SignInWanted;
  /** How many requests one person may send in a minute; default: any number. */
  readonly requestLimit?: RequestLimit | undefined;
  /** How long a request is held before its caller is asked to come again; default 25,000. */
  readonly holdMs?: number;
}

/** How long callers may take to read their last reply when the gateway ends. */
const lastReplyMs = 5_000;

/** Registers the gateway under `/api` of `server`; closing the server finishes what was sent to the service. */
export async function registerGateway(server: FastifyInstance, options: GatewayOptions): Promise<void> {
  const { connections, clock, hosts, books, forgetting, onDefect = () => undefined } = options;
  const { authenticate = anybody, signIn = { kind: "none" }, holdMs = 25_000, requestLimit } = options;
  let replies: OpenReplies | undefined;
  const isClosing = refuseWhileClosing(server, openPaths);
  await server.register(
    (api, _options, done) => {
      // A form or a plain-text body can be sent by any web page without asking; JSON cannot.
      api.removeContentTypeParser("text/plain");
      replies = followReplies(api, clock);
      api.addHook("onRequest", (request, reply, next) => {
        void reply.headers({ ...answerHeaders, "x-request-id": request.id });
        next();
      });
      if (hosts) refuseOtherHosts(api, hosts, openPaths);
      // Who is about to sign in has nothing to show yet.
      const openToAll = [...openPaths, signInPath];
      requireCaller(api, authenticate, openToAll);
      if (requestLimit) limitRequests(api, requestLimit, openToAll);
      registerEnrichRoute(api, {
        connections,
        clock,
        holdMs,
        ...(books && { onCaller: (caller) => books.meet(caller) }),
      });
      registerKeptRoute(api, connections);
      registerAccountRoutes(api, connections);
      if (books) registerUsageRoute(api, { books, clock, onDefect });
      if (forgetting) registerForgetRoutes(api, forgetting, onDefect);
      registerHealthRoutes(api, connections, isClosing);
      registerSignInRoute(api, signIn);
      api.all("/*", (_request, reply) => sendRefusal(reply, refusal(404, "not_found", "There is no such path here.")));
      done();
    },
    { prefix: "/api" },
  );
  server.addHook("preClose", async () => {
    await connections.close();
    await replies?.allSent(lastReplyMs);
  });
}
