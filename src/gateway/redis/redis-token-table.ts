import type { Redis } from "ioredis";
import type { TokenRow, TokenTable } from "../auth/team-tokens";
import { readTokenRow } from "../auth/token-row";

/** One row of Redis for all tokens: whoever may ask one gateway may ask every gateway. */
const tokensRow = "enrich:tokens";

/** Token rows in Redis, the same for every gateway; rejects while Redis is away. */
export function createRedisTokenTable(redis: Redis): TokenTable {
  return {
    get: async (id) => readRow(await redis.hget(tokensRow, id)),
    async put(row) {
      await redis.hset(tokensRow, row.id, JSON.stringify(row));
    },
    remove: async (id) => (await redis.hdel(tokensRow, id)) > 0,
    all: async () => (await redis.hvals(tokensRow)).flatMap((text) => readRow(text) ?? []),
  };
}

function readRow(text: string | null): TokenRow | undefined {
  if (text === null) return undefined;
  try {
    return readTokenRow(JSON.parse(text));
  } catch {
    // Not JSON: a token that opens nothing.
    return undefined;
  }
}
