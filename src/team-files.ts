import { mkdirSync } from "node:fs";
import path from "node:path";
import { openAnswerFile, type AnswerFile } from "./gateway/answers/answer-file";
import { createForgetting, type Forgetting, type ForgettingParts } from "./gateway/answers/forgetting";
import { openForgottenFile } from "./gateway/answers/forgotten-file";
import { followNotes } from "./gateway/answers/forgotten-notes";
import { keepNoLonger } from "./gateway/answers/retention";
import { anybody, type Authenticate } from "./gateway/auth/caller-identity";
import { createEntraAuthentication } from "./gateway/auth/entra";
import { rememberTokens } from "./gateway/auth/remembered-tokens";
import { createTeamTokens, type TeamTokens } from "./gateway/auth/team-tokens";
import { openTokenFile } from "./gateway/auth/token-file";
import type { OnDefect } from "./gateway/defects";
import { createRedisArchive } from "./gateway/redis/redis-archive";
import { connectRedis } from "./gateway/redis/redis-connection";
import { createRedisNotes } from "./gateway/redis/redis-notes";
import { createRedisTokenTable } from "./gateway/redis/redis-token-table";
import type { Settings } from "./gateway/settings/settings";
import { systemClock } from "./gateway/system-clock";
import { openSentFile, type SentFile } from "./gateway/usage/sent-file";

/** The folder of the gateway's own files; only this account of the machine may look into it. */
export function openDataFolder({ dataDir }: Pick<Settings, "dataDir">): string {
  const folder = path.resolve(dataDir);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const problem = `DATA_DIR is ${JSON.stringify(dataDir)}; expected a folder that this program may write to.`;
    throw new Error(problem, { cause });
  }
  return folder;
}

type TokenSettings = Pick<Settings, "dataDir" | "redisUrl">;

/** Team tokens: in Redis where gateways share one, else in the data folder. */
export function openTeamTokens(settings: TokenSettings): {
  readonly tokens: TeamTokens;
  /** Resolves when they can be read; in a file they can at once. */
  readonly whenReady: () => Promise<void>;
  readonly close: () => Promise<void>;
} {
  if (settings.redisUrl === undefined) {
    const table = openTokenFile(openDataFolder(settings));
    const whenReady = () => Promise.resolve();
    return { tokens: createTeamTokens(table, systemClock), whenReady, close: () => table.close() };
  }
  const connection = connectRedis(settings.redisUrl);
  const table = rememberTokens(createRedisTokenTable(connection.redis), systemClock);
  return {
    tokens: createTeamTokens(table, systemClock),
    whenReady: () => connection.whenReady(),
    close() {
      connection.close();
      return Promise.resolve();
    },
  };
}

/** Who may ask, by the settings. */
export function openAuthentication(settings: TokenSettings & Pick<Settings, "auth">): {
  readonly authenticate: Authenticate;
  readonly close: () => Promise<void>;
} {
  const { auth } = settings;
  switch (auth.kind) {
    case "none":
      return { authenticate: anybody, close: () => Promise.resolve() };
    case "token": {
      const { tokens, close } = openTeamTokens(settings);
      return { authenticate: tokens.authenticate, close };
    }
    case "entra":
      return { authenticate: createEntraAuthentication(auth, () => systemClock.now()), close: () => Promise.resolve() };
  }
}

/** The file of answers, kept no longer than their retention time, and that of requests under way. */
export function openKeptAnswers(
  settings: Pick<Settings, "dataDir" | "retentionMs">,
  onDefect: OnDefect,
): {
  readonly answers: AnswerFile;
  readonly sent: SentFile;
  readonly close: () => Promise<void>;
} {
  const folder = openDataFolder(settings);
  const answers = openAnswerFile(folder);
  const sent = openSentFile(folder);
  const { retentionMs } = settings;
  const retention = keepNoLonger({ answers, clock: systemClock, retentionMs, onDefect });
  return {
    answers,
    sent,
    async close() {
      await retention.close();
      await Promise.all([answers.close(), sent.close()]);
    },
  };
}

export interface OpenForgettingOptions extends ForgettingParts {
  readonly settings: Pick<Settings, "dataDir" | "redisUrl">;
}

/**
 * Forgetting by every gateway of the same Redis or data folder, and what is to be forgotten here because of another.
 * `archive` is the file's; with a Redis, that is the archive.
 */
export function openForgetting({ settings, archive, memories }: OpenForgettingOptions): {
  readonly forgetting: Forgetting;
  /** Resolves when it can be done; in a file it can at once. */
  readonly whenReady: () => Promise<void>;
  readonly close: () => Promise<void>;
} {
  const connection = settings.redisUrl === undefined ? undefined : connectRedis(settings.redisUrl);
  const file = connection ? undefined : openForgottenFile(openDataFolder(settings), systemClock);
  const notes = connection ? createRedisNotes(connection.redis) : file;
  const follower =
    notes && memories
      ? followNotes({ notes, clock: systemClock, forget: (forgotten) => void memories.forget(forgotten) })
      : undefined;
  const kept = connection ? createRedisArchive(connection.redis) : archive;
  return {
    forgetting: createForgetting({ archive: kept, notes, memories }),
    whenReady: () => connection?.whenReady() ?? Promise.resolve(),
    async close() {
      await follower?.close();
      connection?.close();
      await file?.close();
    },
  };
}
