import type { FastifyInstance, FastifyRequest } from "fastify";
import type { SandboxAccount } from "./account";
import { jsonAnswer, type SandboxAnswer } from "./answer";
import { invalidRequest, rateLimited } from "./envelopes";
import { availablePaths } from "./field-rules";
import { checkKey, checkVersion } from "./gate";
import type { Sender } from "./send";
import type { SandboxState } from "./state";

const addOnCredits = {
  dev_platform_profiles: 1,
  "contact.business_emails": 1,
  "contact.personal_emails": 2,
  "contact.phone_numbers": 2,
  social_posts: 5,
};

/** The free questions about an account. */
export function addAccountRoutes(app: FastifyInstance, state: SandboxState, sender: Sender): void {
  const answer = (
    request: FastifyRequest,
    needsVersion: boolean,
    body: (account: SandboxAccount) => unknown,
  ): SandboxAnswer => {
    const account = checkKey(state, request.headers.authorization);
    if ("status" in account) return account;
    const window = account.accountWindow;
    const version = request.headers["x-api-version"];
    if (!window.take()) return jsonAnswer(rateLimited, { window: window.read() });
    const stopped = needsVersion
      ? checkVersion(state, typeof version === "string" ? version : undefined, window)
      : undefined;
    return stopped ?? jsonAnswer({ status: 200, body: body(account) }, { window: window.read() });
  };
  const creditsOf = ({ spent }: SandboxAccount) => Math.max(0, state.credits - spent);

  app.get("/user/credits", (request, reply) =>
    sender.send(
      answer(request, false, (account) => ({ credits: creditsOf(account) })),
      request,
      reply,
    ),
  );

  app.get("/account/credits", (request, reply) =>
    sender.send(
      answer(request, true, (account) => ({
        account: {
          credits: creditsOf(account),
          recurring_credits: 0,
          recurring_credits_frequency: null,
          recurring_credits_refresh_date: null,
          credit_rollover: false,
        },
      })),
      request,
      reply,
    ),
  );

  app.get<{ Querystring: { path?: string; status?: string } }>("/account/endpoints", (request, reply) => {
    const { path, status } = request.query;
    if (status !== undefined && status !== "enabled" && status !== "not_enabled") {
      const refused = answer(request, true, () => undefined);
      return sender.send(
        refused.status === 200
          ? jsonAnswer(invalidRequest(`Unknown status: ${status}`), { window: undefined })
          : refused,
        request,
        reply,
      );
    }
    const endpoints = [enrichEndpoint(state)].filter(
      (endpoint) => (path ?? endpoint.path) === endpoint.path && (status ?? endpoint.status) === endpoint.status,
    );
    const body = { api_version: "2025-11-01", token_limit_rpm: state.limit(), endpoints };
    return sender.send(
      answer(request, true, () => body),
      request,
      reply,
    );
  });
}

function enrichEndpoint({ contract, plan, limit, faults }: SandboxState) {
  const { locked } = plan();
  const paths = [...availablePaths(contract, plan())];
  const isLocked = (path: string) => locked.some((name) => path === name || path.startsWith(`${name}.`));
  return {
    path: "/person/enrich",
    category: "person",
    status: faults.left("endpoint_denied") === undefined ? "enabled" : "not_enabled",
    effective_rate_limit_rpm: limit(),
    base_credits: 1,
    premium_filters: [],
    premium_fields: Object.entries(addOnCredits)
      .filter(([field]) => paths.includes(field))
      .map(([field, credits]) => ({ field, credits })),
    fields: { enabled: paths.filter((path) => !isLocked(path)), disabled: paths.filter(isLocked) },
  };
}
