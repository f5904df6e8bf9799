import { open } from "lmdb";
import type { KeptAnswer } from "../../core/answer";
import type { AnswerStore } from "../../core/answer-store";
import { digestOfKey, isForgotten, personIn, type AnswerArchive } from "./forgotten";
import { readStoredAnswer } from "./stored-answer";

/** The gateway's answers in one file of this machine; they outlive the process, however it ends. */
export interface AnswerFile {
  /** The answers bought under one key. `connectionId` names the connection without saying the key. */
  connection(connectionId: string): AnswerStore;
  /** Deletes what was fetched before `timeMs`, of every connection; resolves with the number of answers deleted. */
  deleteBefore(timeMs: number): Promise<number>;
  readonly archive: AnswerArchive;
  close(): Promise<void>;
}

/** Rows deleted in one go: in between, callers are answered. */
const deletedAtOnce = 500;

/** Opens the file in `folder`, creating both where they are missing; throws where the folder cannot be used. */
export function openAnswerFile(folder: string): AnswerFile {
  const file = open<string, string>({ path: `${folder}/answers.lmdb`, encoding: "string", compression: true });

  /** Resolves when every removal is committed. */
  async function removeRows(rows: readonly string[]): Promise<void> {
    for (let from = 0; from < rows.length; from += deletedAtOnce) {
      const portion = rows.slice(from, from + deletedAtOnce);
      await file.batch(() => {
        for (const row of portion) void file.remove(row);
      });
    }
  }

  const rowsOf = (connectionId: string): string[] => [
    ...file.getKeys({ start: `${connectionId}:`, end: `${connectionId};` }),
  ];

  return {
    connection: (connectionId) => ({
      async read(keys) {
        const wanted = [...new Set(keys)];
        const texts = await file.getMany(wanted.map((key) => rowName(connectionId, key)));
        return new Map(
          wanted.flatMap((key, index): (readonly [string, KeptAnswer])[] => {
            const answer = readStoredAnswer(texts[index], key);
            return answer === undefined ? [] : [[key, answer]];
          }),
        );
      },
      async write(entries) {
        await file.batch(() => {
          for (const entry of entries) void file.put(rowName(connectionId, entry.key), JSON.stringify(entry));
        });
      },
      remove: (keys) => removeRows(keys.map((key) => rowName(connectionId, key))),
      clear: () => removeRows(rowsOf(connectionId)),
    }),
    async deleteBefore(timeMs) {
      const old = [...file.getRange()].flatMap(({ key, value }) => {
        const answer = readStoredAnswer(value);
        // What cannot be read any more helps nobody either.
        return answer === undefined || answer.asOf < timeMs ? [key] : [];
      });
      await removeRows(old);
      return old.length;
    },
    archive: {
      async peopleUnder(digests) {
        const rows = [...file.getKeys()].filter((row) => digests.includes(digestIn(row)));
        const answers = (await file.getMany(rows)).flatMap((text) => readStoredAnswer(text) ?? []);
        return answers.flatMap(personIn);
      },
      async forget(forgotten) {
        const rows = [...file.getKeys()];
        let deleted = 0;
        for (let from = 0; from < rows.length; from += deletedAtOnce) {
          const portion = rows.slice(from, from + deletedAtOnce);
          const texts = await file.getMany(portion);
          const gone = portion.filter((row, index) =>
            isForgotten(forgotten, digestIn(row), readStoredAnswer(texts[index])),
          );
          await removeRows(gone);
          deleted += gone.length;
        }
        await file.flushed;
        return deleted;
      },
    },
    close: () => file.close(),
  };
}

/** A row's name is of one length whatever the identifier's, and says nothing of it. */
function rowName(connectionId: string, key: string): string {
  return `${connectionId}:${digestOfKey(key)}`;
}

function digestIn(row: string): string {
  return row.slice(row.indexOf(":") + 1);
}
