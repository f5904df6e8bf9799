import { LRUCache } from "lru-cache";
import type { Clock } from "../../core/clock";
import type { TokenRow, TokenTable } from "./team-tokens";

export interface RememberedTokensSettings {
  /** A row read so long ago is read again: how long a revoked token opens another gateway at most. Default 2,000. */
  readonly freshMs: number;
  /** While the table cannot be read, rows read so long ago still count. Default 600,000. */
  readonly awayMs: number;
}

const byDefault: RememberedTokensSettings = Object.freeze({ freshMs: 2_000, awayMs: 600_000 });

/** After a read that failed, whoever is known is not kept waiting for another so soon. */
const restMs = 1_000;
const mostTokens = 10_000;

/**
 * A table over a network, with the rows in use in memory: a callers' burst reads each row once, and whoever asked
 * shortly before is still known while the table is away. What is put and removed here is known here at once.
 */
export function rememberTokens(
  table: TokenTable,
  clock: Pick<Clock, "now">,
  { freshMs, awayMs }: RememberedTokensSettings = byDefault,
): TokenTable {
  const known = new LRUCache<string, { readonly row: TokenRow; readonly readAtMs: number }>({ max: mostTokens });
  let restUntilMs = -Infinity;

  async function read(id: string): Promise<TokenRow | undefined> {
    const readAtMs = clock.now();
    const row = await table.get(id);
    if (row === undefined) known.delete(id);
    else known.set(id, { row, readAtMs });
    return row;
  }

  return {
    async get(id) {
      const entry = known.get(id);
      if (entry === undefined) return read(id);
      const ageMs = clock.now() - entry.readAtMs;
      if (ageMs < freshMs) return entry.row;
      const isServable = ageMs < awayMs;
      if (isServable && clock.now() < restUntilMs) return entry.row;
      try {
        return await read(id);
      } catch (error) {
        if (!isServable) throw error;
        restUntilMs = clock.now() + restMs;
        return entry.row;
      }
    },
    put(row) {
      known.delete(row.id);
      return table.put(row);
    },
    remove(id) {
      known.delete(id);
      return table.remove(id);
    },
    all: () => table.all(),
  };
}
