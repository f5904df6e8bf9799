import type { Redis } from "ioredis";
import type { Clock } from "../../core/clock";
import type { Identifier } from "../../core/identifier";
import type { BatchReply, EnrichService } from "../../core/service";
import { digestOfKey } from "../answers/forgotten";

/** Who is being asked for right now, as every gateway sees it: a leader that dies leaves its marks behind. */
export interface FlightMarks {
  /** The service with a mark set for everybody before a request leaves; it takes them off where nothing was billed. */
  marking(service: EnrichService): EnrichService;
  /**
   * When another gateway's request for this person left, by that gateway's clock, if it may still be under way or was
   * lost with that gateway.
   */
  sentElsewhereAtMs(identifier: Identifier): Promise<number | undefined>;
  /** The row that holds the mark; whoever keeps the answer takes it off in the same step. */
  rowOf(key: string): string;
}

export interface FlightMarksOptions {
  readonly redis: Redis;
  readonly clock: Pick<Clock, "now">;
  readonly connectionId: string;
  /** Tells our own marks from others'. */
  readonly me: string;
  /** After this time nothing comes of a request any more. */
  readonly flightMs: number;
}

/** Marks of one connection. */
export function createFlightMarks({ redis, clock, connectionId, me, flightMs }: FlightMarksOptions): FlightMarks {
  const rowOf = (key: string): string => `enrich:{${connectionId}}:flight:${digestOfKey(key)}`;

  async function mark(identifiers: readonly Identifier[]): Promise<void> {
    const pipeline = redis.pipeline();
    const text = `${me} ${clock.now()}`;
    for (const { key } of identifiers) pipeline.set(rowOf(key), text, "PX", flightMs);
    const failure = (await pipeline.exec())?.find(([error]) => error !== null)?.[0];
    if (failure) throw failure;
  }

  return {
    rowOf,
    marking: (service) => ({
      async enrich(batch, signal) {
        try {
          await mark(batch.identifiers);
        } catch {
          // Unmarked it could be asked for twice: it is not asked for at all.
          return { outcome: "unreachable" };
        }
        const reply = await service.enrich(batch, signal);
        if (isUnbilled(reply)) await redis.unlink(batch.identifiers.map(({ key }) => rowOf(key))).catch(() => 0);
        return reply;
      },
    }),
    async sentElsewhereAtMs({ key }) {
      const [holder, atMs = "0"] = (await redis.get(rowOf(key)))?.split(" ") ?? [];
      return holder === undefined || holder === me ? undefined : Number(atMs);
    },
  };
}

/** Answers take their marks off when they are kept; what may have been billed keeps them until their time is over. */
function isUnbilled({ outcome }: BatchReply): boolean {
  return outcome !== "answered" && outcome !== "lost" && outcome !== "contract_changed";
}
