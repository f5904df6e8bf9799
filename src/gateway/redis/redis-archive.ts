import type { Redis } from "ioredis";
import { isForgotten, personIn, type AnswerArchive } from "../answers/forgotten";
import { readStoredAnswer } from "../answers/stored-answer";

/** Rows looked at in one go: in between, callers are answered. */
const rowsAtOnce = 500;

/** The answers of every connection in Redis. */
export function createRedisArchive(redis: Redis): AnswerArchive {
  /** Calls `use` with portions of all rows, and their texts. */
  async function forAll(use: (rows: readonly string[], texts: readonly (string | null)[]) => Promise<void>) {
    for await (const found of redis.scanStream({ match: "enrich:{*}:answer:*", count: rowsAtOnce })) {
      const rows = Array.isArray(found) ? found.map(String) : [];
      if (rows.length > 0) await use(rows, await redis.mget(rows));
    }
  }

  return {
    async peopleUnder(digests) {
      const people: string[] = [];
      await forAll((rows, texts) => {
        rows.forEach((row, index) => {
          if (!digests.includes(digestIn(row))) return;
          const answer = readStoredAnswer(texts[index] ?? undefined);
          if (answer !== undefined) people.push(...personIn(answer));
        });
        return Promise.resolve();
      });
      return people;
    },
    async forget(forgotten) {
      let deleted = 0;
      await forAll(async (rows, texts) => {
        const gone = rows.filter((row, index) =>
          isForgotten(forgotten, digestIn(row), readStoredAnswer(texts[index] ?? undefined)),
        );
        if (gone.length > 0) deleted += await redis.unlink(gone);
      });
      return deleted;
    },
  };
}

function digestIn(row: string): string {
  return row.slice(row.lastIndexOf(":") + 1);
}
