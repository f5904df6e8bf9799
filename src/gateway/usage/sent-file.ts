import { randomUUID } from "node:crypto";
import { open } from "lmdb";
import { readSentNote, type NamedNote, type SentNotes } from "./sent-notes";

/** Notes of requests under way in a file of this machine, and when the requests of the last minute left. */
export interface SentFile {
  /** Those of one key. `connectionId` names the connection without saying the key. */
  connection(connectionId: string): SentNotes & {
    /** When requests left from one moment to another, of the last two minutes, oldest first. */
    sentBetween(fromMs: number, toMs: number): readonly number[];
  };
  close(): Promise<void>;
}

type Place = [connectionId: string, sentAtMs: number, name: string];

/** A request whose note is gone still counts for the account's limit. */
const countedMs = 120_000;

/** Opens the file in `folder`, creating both where they are missing. */
export function openSentFile(folder: string): SentFile {
  const file = open<string, Place>({ path: `${folder}/sent.lmdb`, encoding: "string" });

  return {
    connection(connectionId) {
      const own = new Map<string, Place>();
      const rows = (fromMs: number, toMs: number) =>
        file.getRange({ start: [connectionId, fromMs, ""], end: [connectionId, toMs, ""] });

      return {
        async add(note) {
          const { sentAtMs } = note;
          const place: Place = [connectionId, sentAtMs, randomUUID()];
          own.set(place[2], place);
          for (const { key, value } of rows(0, sentAtMs - countedMs)) if (value === "") void file.remove(key);
          await file.put(place, JSON.stringify(note));
          return place[2];
        },
        async remove(name) {
          const place = own.get(name);
          if (place !== undefined) await file.put(place, "");
          own.delete(name);
        },
        leftBehind() {
          const left = [...rows(0, Infinity)].flatMap(({ key, value }): NamedNote[] => {
            const [, , name] = key;
            const note = value === "" || own.has(name) ? undefined : readSentNote(value);
            if (note === undefined) return [];
            own.set(name, key);
            return [{ name, note }];
          });
          return Promise.resolve(left);
        },
        sentBetween: (fromMs, toMs) => [...rows(fromMs, toMs)].map(({ key }) => key[1]),
      };
    },
    close: () => file.close(),
  };
}
