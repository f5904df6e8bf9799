import { Redis } from "ioredis";

/** Told whether Redis can be used now. */
export interface RedisConnection {
  readonly redis: Redis;
  isReady(): boolean;
  /** Resolves when Redis can be used for the first time. */
  whenReady(): Promise<void>;
  close(): void;
}

/** A command that takes longer counts as failed: who waits for it is told, instead of waiting for Redis to come back. */
const commandTimeoutMs = 2_000;
const longestRetryMs = 2_000;
const disconnectTimeoutMs = 300;

/** The same where a command waits for something to come: far longer than it ever asks to wait. */
export const patientTimeoutMs = 20_000;

/** Connects to `url` and comes back by itself; commands fail at once while it is away. Never logs or throws the url. */
export function connectRedis(url: string, timeoutMs = commandTimeoutMs): RedisConnection {
  const redis = new Redis(url, {
    commandTimeout: timeoutMs,
    connectTimeout: commandTimeoutMs,
    // A connection that was lost and not found again never says that it has ended: nobody waits long for it.
    disconnectTimeout: disconnectTimeoutMs,
    enableOfflineQueue: false,
    // Sent and unanswered when the connection broke: whether it was done is unknown, so it is not done again.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, longestRetryMs),
  });
  // Whoever sends a command hears of the failure; without a listener Node would end the process.
  redis.on("error", () => undefined);
  return {
    redis,
    isReady: () => redis.status === "ready",
    whenReady: () =>
      new Promise((resolve) => {
        if (redis.status === "ready") resolve();
        else redis.once("ready", () => resolve());
      }),
    close: () => redis.disconnect(),
  };
}

/** Whether a command failed because Redis could not be reached or is not ready, and not for what was asked of it. */
export function isAwayError(error: unknown): boolean {
  return (
    error instanceof Error &&
    /Stream isn't writeable|Connection is closed|Command timed out|max retries per request|ECONN|EPIPE|^LOADING/.test(
      error.message,
    )
  );
}
