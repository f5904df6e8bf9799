import type { FastifyInstance, FastifyReply } from "fastify";
import type { KeptAnswer } from "../core/answer";
import type { Clock } from "../core/clock";
import type { Outcome } from "../core/enricher";
import type { RateLimitReading } from "../core/service";
import type { CallerIdentity } from "./auth/caller-identity";
import { callerOf } from "./auth/require-caller";
import { askerOf, callerConnection, callerName, header, pageName } from "./caller";
import type { Connections } from "./connections";
import { readEnrichRequest, type AskedRow, type EnrichRequest } from "./enrich-request";
import { refusal, sendRefusal } from "./error-bodies";
import { failedReply } from "./failed-reply";
import type { HeldLookup } from "./held-lookups";
import { replyRow, type ReplyRow } from "./reply-rows";
import { settledWithin } from "./settled-within";

export interface EnrichRouteOptions {
  readonly connections: Connections;
  readonly clock: Clock;
  /** How long a request is held before its caller is asked to come again, in milliseconds. */
  readonly holdMs: number;
  /** Told who asks with the gateway's own key. */
  readonly onCaller?: (caller: CallerIdentity) => void;
}

/** A request has at most 25 identifiers of bounded length. */
const bodyLimitBytes = 128 * 1024;

/** `POST person/enrich`: the service's shapes, answered from what all callers of the key know together. */
export function registerEnrichRoute(server: FastifyInstance, options: EnrichRouteOptions): void {
  server.post("/person/enrich", { bodyLimit: bodyLimitBytes }, async (request, reply) => {
    const connection = callerConnection(request, options.connections);
    if ("status" in connection) return sendRefusal(reply, connection);
    const asked = readEnrichRequest(request.body);
    if ("status" in asked) return sendRefusal(reply, asked);

    connection.wake();
    if (connection === options.connections.own) options.onCaller?.(callerOf(request));
    const held = asked.rows.map((row) =>
      connection.lookups.hold(row.lookup, {
        priority: header(request, "x-priority") === "bulk" ? "bulk" : "formula",
        caller: callerName(request),
        asker: askerOf(request),
        page: pageName(request),
        refresh: header(request, "x-refresh") === "1" || isFreshFetch(asked.options),
      }),
    );
    const outcomes = await settledWithin(
      held.map((lookup) => lookup.outcome),
      { ...options, gone: goneSignal(reply) },
    ).catch((error: unknown) => {
      for (const lookup of held) lookup.abandon();
      throw error;
    });

    void reply.headers(rateLimitHeaders(connection.rateLimit()));
    return sendOutcomes(reply, asked, held, outcomes);
  });
}

/** Sends every row, or why there are none; credits are told with rows only, so that none are told twice or lost. */
function sendOutcomes(
  reply: FastifyReply,
  asked: EnrichRequest,
  held: readonly HeldLookup[],
  outcomes: readonly (Outcome | undefined)[],
): FastifyReply {
  const answers = outcomes.map((outcome) => outcome?.answer);
  const failed = failedReply(asked, answers);
  if (failed || reply.raw.destroyed) {
    for (const lookup of held) lookup.abandon();
    return sendRefusal(reply, failed ?? callerGone);
  }
  const kept = answers.filter((answer): answer is KeptAnswer => answer !== undefined && answer.status !== "failed");
  const credits = outcomes.reduce((sum, outcome, index) => sum + ((outcome && held[index]?.deliver(outcome)) || 0), 0);
  return reply
    .header("x-credits-used", String(Number(credits.toFixed(4))))
    .header("x-as-of", kept.map((answer) => String(answer.asOf)).join(", "))
    .send(asked.rows.flatMap((row, index) => replyRowOf(asked, row, kept[index])));
}

function replyRowOf(asked: EnrichRequest, row: AskedRow, answer: KeptAnswer | undefined): ReplyRow[] {
  return answer ? [replyRow(asked, row, answer)] : [];
}

/** Nobody reads it; the log shows it. */
const callerGone = refusal(499, "caller_gone", "The caller has gone.");

function isFreshFetch(options: { readonly forceFetch?: boolean; readonly enrichRealtime?: boolean }): boolean {
  return options.forceFetch === true || options.enrichRealtime === true;
}

/** Aborts when the caller hangs up before the reply was sent. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** The account's limit, so that a caller may show it. */
function rateLimitHeaders(reading: RateLimitReading | undefined): Record<string, string> {
  const values = {
    "x-ratelimit-limit": reading?.limit,
    "x-ratelimit-remaining": reading?.remaining,
    "x-ratelimit-reset": reading?.resetMs === undefined ? undefined : Math.ceil(reading.resetMs / 1000),
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
