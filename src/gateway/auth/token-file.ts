import { open } from "lmdb";
import type { TokenTable } from "./team-tokens";
import { readTokenRow } from "./token-row";

/** Token rows in a file of `folder`, seen at once by every process of this machine that has it open. */
export function openTokenFile(folder: string): TokenTable & { close(): Promise<void> } {
  const file = open<unknown, string>({ path: `${folder}/tokens.lmdb`, encoding: "json" });
  return {
    get: (id) => Promise.resolve(readTokenRow(file.get(id))),
    async put(entry) {
      await file.put(entry.id, entry);
      await file.flushed;
    },
    async remove(id) {
      const removed = file.doesExist(id);
      await file.remove(id);
      await file.flushed;
      return removed;
    },
    all: () => Promise.resolve([...file.getRange()].flatMap(({ value }) => readTokenRow(value) ?? [])),
    close: () => file.close(),
  };
}
