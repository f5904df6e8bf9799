import type { FastifyPluginCallback } from "fastify";
import { createAccounts } from "./account";
import { addAccountRoutes } from "./account-routes";
import { type ContractName, contracts, lockedSections } from "./contracts";
import { addControlRoutes } from "./control-routes";
import { createDirectory } from "./directory";
import { answerEnrich } from "./enrich";
import { gatewayRefusal } from "./envelopes";
import { createFaults } from "./faults";
import { allPaths } from "./full-person";
import { createLedger } from "./ledger";
import { createSender } from "./send";
import type { SandboxState } from "./state";

export interface SandboxOptions {
  /** Default 15, as the service's. */
  readonly requestsPerMinute?: number;
  /** The contract it keeps; default "A". */
  readonly profile?: ContractName;
  /** Milliseconds since the epoch; default the machine's clock. */
  readonly now?: () => number;
  /** Credits that every key starts with; default 100,000. */
  readonly credits?: number;
  /** How late the fault `slow` answers, in milliseconds; default 3,000. */
  readonly slowMs?: number;
}

const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type, x-api-version",
  "access-control-allow-methods": "GET, POST, DELETE",
  "access-control-expose-headers":
    "x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, x-credits-used, x-request-id, retry-after",
};

/** A strict stand-in for the paid service, with invented people, as a plugin to be mounted under a prefix. */
export function createSandbox(options: SandboxOptions = {}): FastifyPluginCallback {
  const state = createState(options);
  const sender = createSender(state.slowMs);
  let requests = 0;

  return (app, _options, done) => {
    app.removeAllContentTypeParsers();
    // The body is read as text, because key, limit and version are looked at before it.
    app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, parsed) => parsed(null, body));

    app.addHook("onRequest", (request, reply, next) => {
      requests += 1;
      reply.header("x-request-id", `req_${String(requests).padStart(8, "0")}`);
      if (state.faults.left("no_cors") === undefined) void reply.headers(corsHeaders);
      next();
    });
    app.addHook("preClose", (closed) => {
      sender.close();
      closed();
    });

    app.setNotFoundHandler((_request, reply) => reply.code(404).send(gatewayRefusal(404, "404 Route Not Found").body));
    app.options("/*", (_request, reply) => {
      if (state.faults.left("no_cors") === undefined) return reply.code(204).send();
      return reply.code(401).send(gatewayRefusal(401, "Missing API key in request").body);
    });
    app.post("/person/enrich", (request, reply) => {
      const version = request.headers["x-api-version"];
      const answer = answerEnrich(state, {
        requestId: String(reply.getHeader("x-request-id")),
        authorization: request.headers.authorization,
        version: typeof version === "string" ? version : undefined,
        body: typeof request.body === "string" ? request.body : "",
      });
      return sender.send(answer, request, reply);
    });
    addAccountRoutes(app, state, sender);
    addControlRoutes(app, state);
    done();
  };
}

function createState({
  requestsPerMinute = 15,
  profile = "A",
  now = Date.now,
  credits = 100_000,
  slowMs = 3000,
}: SandboxOptions): SandboxState {
  const faults = createFaults();
  const limit = () => (faults.left("limit_lowered") === undefined ? requestsPerMinute : Math.min(5, requestsPerMinute));
  return {
    contract: contracts[profile],
    plan: () => ({
      paths: allPaths,
      locked: [
        ...(faults.left("full_plan") === undefined ? lockedSections : []),
        ...(faults.left("summary_denied") === undefined ? [] : ["basic_profile.summary"]),
      ],
    }),
    limit,
    faults,
    ledger: createLedger(),
    accounts: createAccounts(limit, now),
    directory: createDirectory(),
    now,
    credits,
    slowMs,
  };
}
