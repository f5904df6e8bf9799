import type { Redis } from "ioredis";
import type { Clock } from "../../core/clock";

/** Messages for lists that other gateways read: all of one turn go out in one command. */
export interface Outbox {
  /** Rejects where Redis does not take them. */
  put(row: string, message: unknown): Promise<void>;
}

/** What nobody has read for so long is deleted: whoever still waits for it says so again before. */
const unreadMs = 120_000;

export function createOutbox({ redis, clock }: { readonly redis: Redis; readonly clock: Clock }): Outbox {
  const turns = new Map<string, { readonly texts: string[]; readonly sent: Promise<void> }>();

  async function send(row: string, texts: readonly string[]): Promise<void> {
    await clock.sleep(0);
    turns.delete(row);
    const replies = await redis
      .multi()
      .rpush(row, ...texts)
      .pexpire(row, unreadMs)
      .exec();
    const failure = replies?.find(([error]) => error !== null)?.[0];
    if (failure) throw failure;
  }

  return {
    put(row, message) {
      const text = JSON.stringify(message);
      const turn = turns.get(row);
      if (turn) {
        turn.texts.push(text);
        return turn.sent;
      }
      const texts = [text];
      const sent = send(row, texts);
      turns.set(row, { texts, sent });
      return sent;
    },
  };
}
