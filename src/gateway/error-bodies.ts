import type { FastifyReply } from "fastify";

/** An HTTP refusal in one of the service's two envelopes. */
export interface Refusal {
  readonly status: number;
  readonly body: ApplicationError | { readonly message: string };
  readonly retryAfterSeconds?: number;
}

interface ApplicationError {
  readonly error: { readonly type: string; readonly message: string; readonly metadata: readonly unknown[] };
}

/** A refusal in the service's application envelope. */
export function refusal(
  status: number,
  type: string,
  message: string,
  extra: { readonly metadata?: readonly unknown[]; readonly retryAfterSeconds?: number } = {},
): Refusal {
  const { metadata = [], ...rest } = extra;
  return { status, body: { error: { type, message, metadata } }, ...rest };
}

/** 400 `invalid_request`. */
export function invalidRequest(message: string, metadata: readonly unknown[] = []): Refusal {
  return refusal(400, "invalid_request", message, { metadata });
}

/** 401 as the service's own gateway words it. */
export const keyMissing: Refusal = { status: 401, body: { message: "Missing API key in request" } };
export const keyRefused: Refusal = { status: 401, body: { message: "Invalid API key in request" } };

/** Sends a refusal as it stands. */
export function sendRefusal(reply: FastifyReply, { status, body, retryAfterSeconds }: Refusal): FastifyReply {
  if (retryAfterSeconds !== undefined) void reply.header("retry-after", String(retryAfterSeconds));
  return reply.code(status).send(body);
}
