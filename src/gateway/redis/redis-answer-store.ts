import type { Redis } from "ioredis";
import type { KeptAnswer } from "../../core/answer";
import type { AnswerStore } from "../../core/answer-store";
import { digestOfKey } from "../answers/forgotten";
import { readStoredAnswer } from "../answers/stored-answer";

export interface RedisAnswersOptions {
  readonly redis: Redis;
  /** Names the connection without saying its key. */
  readonly connectionId: string;
  /** Redis itself deletes answers when they have been kept for so long. */
  readonly retentionMs: number;
  /** The row that marks the person as being asked for: taken off in the same step. */
  readonly markOf?: (key: string) => string;
}

/** Rows read or deleted in one command. */
const rowsAtOnce = 500;

/** The answers of one connection in Redis, shared by every gateway. */
export function createRedisAnswerStore(options: RedisAnswersOptions): AnswerStore {
  const { redis, connectionId, retentionMs, markOf } = options;
  const prefix = `enrich:{${connectionId}}:answer:`;
  const rowOf = (key: string): string => prefix + digestOfKey(key);

  return {
    async read(keys) {
      const found = new Map<string, KeptAnswer>();
      for (const portion of portionsOf([...new Set(keys)])) {
        const texts = await redis.mget(portion.map(rowOf));
        portion.forEach((key, index) => {
          const answer = readStoredAnswer(texts[index] ?? undefined, key);
          if (answer !== undefined) found.set(key, answer);
        });
      }
      return found;
    },
    async write(entries) {
      const pipeline = redis.multi();
      for (const entry of entries) pipeline.set(rowOf(entry.key), JSON.stringify(entry), "PX", retentionMs);
      if (markOf !== undefined && entries.length > 0) pipeline.unlink(entries.map(({ key }) => markOf(key)));
      await succeeded(pipeline.exec());
    },
    async remove(keys) {
      for (const portion of portionsOf(keys)) await redis.unlink(portion.map(rowOf));
    },
    async clear() {
      for await (const rows of redis.scanStream({ match: `${prefix}*`, count: rowsAtOnce })) {
        if (Array.isArray(rows) && rows.length > 0) await redis.unlink(rows.map(String));
      }
    },
  };
}

/** A transaction resolves whatever became of its commands. */
async function succeeded(executed: Promise<[Error | null, unknown][] | null>): Promise<void> {
  const failure = (await executed)?.find(([error]) => error !== null)?.[0];
  if (failure) throw failure;
}

function portionsOf<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / rowsAtOnce) }, (_, index) =>
    items.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  );
}
