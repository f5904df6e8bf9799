import type { NamedNote, SentNote, SentNotes } from "../../src/gateway/usage/sent-notes";

/** Notes that outlive the processes of a test. */
export function memorySentNotes(): { start: () => SentNotes; all: () => readonly SentNote[] } {
  const rows = new Map<string, SentNote>();
  let last = 0;
  return {
    all: () => [...rows.values()],
    start() {
      const own = new Set<string>();
      return {
        add(note) {
          const name = String(++last);
          rows.set(name, note);
          own.add(name);
          return Promise.resolve(name);
        },
        remove(name) {
          rows.delete(name);
          return Promise.resolve();
        },
        leftBehind() {
          const left = [...rows].flatMap(([name, note]): NamedNote[] => (own.has(name) ? [] : [{ name, note }]));
          for (const { name } of left) own.add(name);
          return Promise.resolve(left);
        },
      };
    },
  };
}
