import { createHmac, randomBytes } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Clock } from "../core/clock";
import type { Connection } from "./connection";

/** The connections of the gateway: its own key's, and one for each personal key in use. Answers never cross. */
export interface Connections {
  /** The connection of the gateway's own key, if it has one. */
  readonly own: Connection | undefined;
  /** The connection of this personal key, opened on first use; the key itself is not kept here. */
  personal(key: string): Connection;
  close(): Promise<void>;
}

export interface ConnectionsOptions {
  readonly own: Connection | undefined;
  readonly openPersonal: (key: string) => Connection;
  readonly clock: Clock;
  /** How long a personal key's answers are kept after its last use; default ten minutes, the least promised. */
  readonly personalMs?: number;
  /** Personal keys at the same time; the one unused for longest gives way. Default 1,000. */
  readonly maxPersonal?: number;
}

/** Keeps connections apart by a hash of their key that means nothing outside this process. */
export function createConnections(options: ConnectionsOptions): Connections {
  const { own, openPersonal, clock, personalMs = 10 * 60_000, maxPersonal = 1000 } = options;
  const secret = randomBytes(32);
  const closing = new Set<Promise<void>>();

  function close(connection: Connection): void {
    const closed = connection.close().finally(() => closing.delete(closed));
    closing.add(closed);
  }

  const personal = new LRUCache<string, Connection>({
    max: maxPersonal,
    ttl: personalMs,
    ttlResolution: 0,
    updateAgeOnGet: true,
    perf: clock,
    dispose: close,
  });

  return {
    own,
    personal(key) {
      personal.purgeStale();
      const hash = createHmac("sha256", secret).update(key).digest("base64");
      const known = personal.get(hash);
      if (known) return known;
      const opened = openPersonal(key);
      personal.set(hash, opened);
      return opened;
    },
    async close() {
      personal.clear();
      if (own) close(own);
      await Promise.all(closing);
    },
  };
}
