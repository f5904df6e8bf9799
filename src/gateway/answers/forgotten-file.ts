import { open } from "lmdb";
import type { Clock } from "../../core/clock";
import type { Forgotten } from "./forgotten";
import { noteMs, readNote, type ForgottenNotes } from "./forgotten-notes";

interface Row {
  readonly timeMs: number;
  readonly text: string;
}

/** Notes in a file of `folder`, heard by every process of this machine. */
export function openForgottenFile(
  folder: string,
  clock: Pick<Clock, "now">,
): ForgottenNotes & { close(): Promise<void> } {
  const file = open<Row, number>({ path: `${folder}/forgotten.lmdb`, encoding: "json" });
  const last = (): number => [...file.getKeys({ reverse: true, limit: 1 })][0] ?? 0;

  return {
    async add(forgotten: Forgotten) {
      const timeMs = clock.now();
      await file.transaction(() => {
        // The last stays, so that numbers are never given twice.
        const old = [...file.getRange()].filter(({ value }) => value.timeMs < timeMs - noteMs);
        const next = last() + 1;
        for (const { key } of old) file.removeSync(key);
        file.putSync(next, { timeMs, text: JSON.stringify(forgotten) });
      });
      await file.flushed;
    },
    after(place = "0") {
      // A read would otherwise see what an earlier read of the same turn of the event loop saw.
      file.resetReadTxn();
      const rows = [...file.getRange({ start: Number(place) + 1 })];
      return Promise.resolve({
        notes: rows.map(({ value }) => readNote(value.text)),
        place: String(rows.at(-1)?.key ?? place),
      });
    },
    close: () => file.close(),
  };
}
