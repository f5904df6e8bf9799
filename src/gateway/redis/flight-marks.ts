import type { Redis } from "ioredis";
import type { Identifier } from "../../core/identifier";
import type { BatchReply, EnrichService } from "../../core/service";
import { digestOfKey } from "../answers/forgotten";

/** Who is being asked for right now, as every gateway sees it: a leader that dies leaves its marks behind. */
export interface FlightMarks {
  /** The service with a mark set for everybody before a request leaves; it takes them off where nothing was billed. */
  marking(service: EnrichService): EnrichService;
  /** Whether another gateway's request for this person may still be under way, or was lost with that gateway. */
  isElsewhere(identifier: Identifier): Promise<boolean>;
  /** The row that holds the mark; whoever keeps the answer takes it off in the same step. */
  rowOf(key: string): string;
}

export interface FlightMarksOptions {
  readonly redis: Redis;
  readonly connectionId: string;
  /** Tells our own marks from others'. */
  readonly me: string;
  /** After this time nothing comes of a request any more. */
  readonly flightMs: number;
}

/** Marks of one connection. */
export function createFlightMarks({ redis, connectionId, me, flightMs }: FlightMarksOptions): FlightMarks {
  const rowOf = (key: string): string => `enrich:{${connectionId}}:flight:${digestOfKey(key)}`;

  async function mark(identifiers: readonly Identifier[]): Promise<void> {
    const pipeline = redis.pipeline();
    for (const { key } of identifiers) pipeline.set(rowOf(key), me, "PX", flightMs);
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
    async isElsewhere({ key }) {
      const holder = await redis.get(rowOf(key));
      return holder !== null && holder !== me;
    },
  };
}

/** Answers take their marks off when they are kept; what may have been billed keeps them until their time is over. */
function isUnbilled({ outcome }: BatchReply): boolean {
  return outcome !== "answered" && outcome !== "lost" && outcome !== "contract_changed";
}
