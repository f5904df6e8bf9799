import { open } from "lmdb";
import { z } from "zod";
import type { TokenTable } from "./team-tokens";

const row = z.object({
  id: z.string(),
  name: z.string(),
  isAdministrator: z.boolean(),
  createdAtMs: z.number(),
  secretHash: z.string(),
});

/** Token rows in a file of `folder`, seen at once by every process of this machine that has it open. */
export function openTokenFile(folder: string): TokenTable & { close(): Promise<void> } {
  const file = open<unknown, string>({ path: `${folder}/tokens.lmdb`, encoding: "json" });
  return {
    get: (id) => Promise.resolve(row.safeParse(file.get(id)).data),
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
    all: () => Promise.resolve([...file.getRange()].flatMap(({ value }) => row.safeParse(value).data ?? [])),
    close: () => file.close(),
  };
}
