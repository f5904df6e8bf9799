import type { FastifyInstance, FastifyReply } from "fastify";
import type { Clock } from "../core/clock";

/** Replies that are still on their way to their callers. */
export interface OpenReplies {
  /** Resolves when none is left, or after `mostMs`: a caller who does not read cannot keep the gateway from ending. */
  allSent(mostMs: number): Promise<void>;
}

/** Follows the replies of the routes of `server` until they have left. */
export function followReplies(server: FastifyInstance, clock: Clock): OpenReplies {
  const open = new Set<FastifyReply["raw"]>();
  let onSent: (() => void) | undefined;
  server.addHook("onRequest", (_request, { raw }, next) => {
    open.add(raw);
    const end = () => {
      open.delete(raw);
      if (open.size === 0) onSent?.();
    };
    raw.once("finish", end);
    raw.once("close", end);
    next();
  });
  return {
    async allSent(mostMs) {
      if (open.size === 0) return;
      const sent = new AbortController();
      onSent = () => sent.abort();
      await clock.sleep(mostMs, sent.signal).catch(() => undefined);
    },
  };
}
