import type { Clock } from "./clock";
import type { BatchReply } from "./service";

/** How long nothing has answered, and whether the service is believed to be down. */
export interface ServiceSilence {
  /** What became of a request sent at that time. */
  note(reply: BatchReply, sentAtMs: number): void;
  readonly isDown: boolean;
  /** Tries enough have failed to believe it. */
  believe(): void;
  /** Whether nothing had answered for too long by then. */
  isLongAt(atMs: number): boolean;
}

/** Listens for silence; `silenceMs` of it is long. */
export function createServiceSilence({ silenceMs }: { readonly silenceMs: number }): ServiceSilence {
  let isDown = false;
  let sinceMs: number | undefined;
  return {
    note(reply, sentAtMs) {
      const isSilent = ["unavailable", "unreachable", "lost"].includes(reply.outcome) && reply.concerns === undefined;
      if (isSilent) sinceMs ??= sentAtMs;
      else {
        isDown = false;
        sinceMs = undefined;
      }
    },
    get isDown() {
      return isDown;
    },
    believe: () => void (isDown = true),
    isLongAt: (atMs) => sinceMs !== undefined && atMs - sinceMs >= silenceMs,
  };
}

/** Settles as `service` does, or as lost when the request has no end. */
export async function replyWithin(
  reply: (signal: AbortSignal) => Promise<BatchReply>,
  { clock, timeoutMs, onDefect }: { clock: Clock; timeoutMs: number; onDefect: (error: unknown) => void },
): Promise<BatchReply> {
  const ended = new AbortController();
  const giveUp = new AbortController();
  const late = async (): Promise<BatchReply> => {
    await clock.sleep(timeoutMs, ended.signal);
    giveUp.abort();
    return { outcome: "lost", cause: "timeout" };
  };
  try {
    return await Promise.race([reply(giveUp.signal), late()]);
  } catch (error) {
    onDefect(error);
    return { outcome: "lost", cause: "connection" };
  } finally {
    ended.abort();
  }
}
