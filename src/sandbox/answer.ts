import type { Refusal } from "./envelopes";
import type { WindowReading } from "./rate-window";

/** How an answer leaves: as it should, or as a fault wants it. */
export type Delivery = "whole" | "late" | "never" | "reset" | "half" | "cut";

/** An answer before it is sent. */
export interface SandboxAnswer {
  readonly status: number;
  readonly payload: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly delivery: Delivery;
}

export interface AnswerContext {
  readonly window: WindowReading | undefined;
  readonly creditsUsed?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delivery?: Delivery;
}

/** A JSON answer with the headers that every answer carries. */
export function jsonAnswer({ status, body }: Refusal, context: AnswerContext): SandboxAnswer {
  return textAnswer(status, body === undefined ? "" : JSON.stringify(body), "application/json; charset=utf-8", context);
}

export function textAnswer(
  status: number,
  payload: string,
  contentType: string,
  { window, creditsUsed = 0, headers = {}, delivery = "whole" }: AnswerContext,
): SandboxAnswer {
  return {
    status,
    payload,
    contentType,
    headers: { ...windowHeaders(window), "x-credits-used": String(creditsUsed), ...headers },
    delivery,
  };
}

function windowHeaders(window: WindowReading | undefined): Record<string, string> {
  if (window === undefined) return {};
  return {
    "x-ratelimit-limit": String(window.limit),
    "x-ratelimit-remaining": String(window.remaining),
    "x-ratelimit-reset": String(window.resetSeconds),
  };
}
