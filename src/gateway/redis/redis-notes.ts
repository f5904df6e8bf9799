import type { Redis } from "ioredis";
import { noteMs, readNote, type ForgottenNotes } from "../answers/forgotten-notes";

const notesRow = "enrich:forgotten";
const mostNotes = 10_000;

/** Notes in Redis, heard by every gateway of it. */
export function createRedisNotes(redis: Redis): ForgottenNotes {
  return {
    async add(forgotten) {
      const executed = await redis
        .multi()
        .xadd(notesRow, "MAXLEN", "~", mostNotes, "*", "note", JSON.stringify(forgotten))
        .pexpire(notesRow, noteMs)
        .exec();
      const failure = executed?.find(([error]) => error !== null)?.[0];
      if (failure) throw failure;
    },
    async after(place = "0-0") {
      const rows = await redis.xrange(notesRow, `(${place}`, "+");
      return { notes: rows.map(([, [, text = ""]]) => readNote(text)), place: rows.at(-1)?.[0] ?? place };
    },
  };
}
