import type { MessageEntry } from "./message-entry";

/** Events on their way to the add-in. */
interface EventOutbox {
  readonly post: (entries: readonly MessageEntry[]) => void;
}

/** Sends events after the response to the request that caused them, those of one turn together. */
export function createEventOutbox(send: (entries: readonly MessageEntry[]) => void): EventOutbox {
  let waiting: MessageEntry[] = [];

  function flush(): void {
    const entries = waiting;
    waiting = [];
    send(entries);
  }

  return {
    post(entries) {
      if (entries.length === 0) return;
      if (waiting.length === 0) setTimeout(flush, 0);
      for (const entry of entries) waiting.push(entry);
    },
  };
}
