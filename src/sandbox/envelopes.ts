/** A status and a body to answer with. */
export interface Refusal {
  readonly status: number;
  readonly body: unknown;
}

/** The application's envelope. */
export function refusal(status: number, type: string, message: string, metadata: unknown = []): Refusal {
  return { status, body: { error: { type, message, metadata } } };
}

export function invalidRequest(message: string, metadata: unknown = []): Refusal {
  return refusal(400, "invalid_request", message, metadata);
}

/** The envelope of the gateway that stands before the application. */
export function gatewayRefusal(status: number, message: string): Refusal {
  return { status, body: { message } };
}

export const exactlyOneIdentifier = invalidRequest("Exactly one identifier type must be provided.");
export const outOfCredits = refusal(402, "insufficient_credits", "You have no credits left.");
export const internalError = refusal(500, "internal_error", "Something went wrong on our side.");
export const rateLimited = refusal(429, "rate_limit_exceeded", "Rate limit exceeded");
