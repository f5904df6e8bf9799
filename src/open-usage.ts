import { openDataFolder } from "./team-files";
import type { OnDefect } from "./gateway/defects";
import { connectRedis } from "./gateway/redis/redis-connection";
import { createRedisUsage } from "./gateway/redis/redis-usage";
import type { Settings } from "./gateway/settings/settings";
import { systemClock } from "./gateway/system-clock";
import { createMemoryUsage } from "./gateway/usage/memory-usage";
import { createUsageBooks, type UsageBooks } from "./gateway/usage/usage-books";
import { openUsageFile } from "./gateway/usage/usage-file";
import type { UsageLedger } from "./gateway/usage/usage-ledger";

/** The books of the gateway's own key, where the settings have them kept. */
export function openUsageBooks(
  settings: Pick<Settings, "service" | "redisUrl" | "dataDir">,
  onDefect: OnDefect,
): UsageBooks {
  return createUsageBooks({ ledger: openLedger(settings), clock: systemClock, onDefect });
}

function openLedger(settings: Pick<Settings, "service" | "redisUrl" | "dataDir">): UsageLedger {
  const { service, redisUrl } = settings;
  const isSandbox = service.kind === "sandbox";
  if (redisUrl !== undefined) {
    const connection = connectRedis(redisUrl);
    const ledger = createRedisUsage({ redis: connection.redis, name: isSandbox ? "sandbox" : "team" });
    return {
      ...ledger,
      async close() {
        await ledger.close();
        connection.close();
      },
    };
  }
  // Invented people are invented anew at every start, and their credits must never stand beside real ones.
  return isSandbox ? createMemoryUsage() : openUsageFile(openDataFolder(settings));
}
