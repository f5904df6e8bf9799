import { LRUCache } from "lru-cache";
import type { OnBilled } from "../../core/bill";
import { lostBill } from "../../core/billing";
import { catalogueFacts } from "../../core/catalogue-facts";
import type { Clock } from "../../core/clock";
import type { LostReplies } from "../../core/lost-replies";
import type { Batch, EnrichService } from "../../core/service";
import { digestOfKey } from "../answers/forgotten";
import type { SentNote, SentNotes } from "./sent-notes";

/**
 * Sees to it that no request is in no book, however this process ends: it is noted before it leaves, and until what it
 * has cost is in the ledger. What others left noted is counted as possibly billed.
 */
export interface SentBook {
  /** The service, each request noted before it leaves. */
  noting(service: EnrichService): EnrichService;
  /** Whose reply was lost, also with a process that is no more. */
  readonly lost: LostReplies;
  /** Counts what processes that are no more left noted. */
  countLeftBehind(): Promise<void>;
  /** Resolves when what has ended is in the ledger and noted no more, after a few seconds at most. */
  close(): Promise<void>;
}

export interface SentBookOptions {
  readonly notes: SentNotes;
  readonly clock: Clock;
  readonly onBilled: OnBilled | undefined;
  /** Resolves when every bill told until now is in the ledger; rejects where it never will be. Default: at once. */
  readonly written?: (() => Promise<void>) | undefined;
  readonly onDefect: (cause: unknown) => void;
}

const mostLost = 100_000;
const retryMs = 1_000;
const closeMs = 3_000;

export function createSentBook(options: SentBookOptions): SentBook {
  const { notes, clock, onBilled, onDefect, written = () => Promise.resolve() } = options;
  /** By digest of their identifiers. */
  const lost = new LRUCache<string, true>({ max: mostLost });
  const closing = new AbortController();
  const settling = new Set<Promise<void>>();

  function settle(name: string): void {
    const settled = removeWhenWritten(name)
      // It stays noted, and is counted as possibly billed by whoever comes next: too much, never too little.
      .catch(() => undefined)
      .finally(() => settling.delete(settled));
    settling.add(settled);
  }

  async function removeWhenWritten(name: string): Promise<void> {
    // The core tells the bills of a reply within the turn in which it gets it.
    await clock.sleep(0);
    await written();
    for (;;) {
      try {
        await notes.remove(name);
        return;
      } catch {
        await clock.sleep(retryMs, closing.signal);
      }
    }
  }

  return {
    lost: {
      has: (key) => lost.size > 0 && lost.has(digestOfKey(key)),
      add: (key) => lost.set(digestOfKey(key), true),
      delete: (key) => lost.size > 0 && lost.delete(digestOfKey(key)),
    },
    noting: (service) => ({
      async enrich(batch, signal) {
        // Where it cannot be noted, as on a full disk, people are asked for all the same.
        const name = await notes.add(noteOf(batch, clock.now())).catch(onDefect);
        try {
          return await service.enrich(batch, signal);
        } finally {
          if (name !== undefined) settle(name);
        }
      },
    }),
    async countLeftBehind() {
      for (const { name, note } of await notes.leftBehind()) {
        for (const { digest, asker } of note.people) {
          lost.set(digest, true);
          onBilled?.({ ...lostBill(asker, note.sections, catalogueFacts), sentAtMs: note.sentAtMs });
        }
        settle(name);
      }
    },
    async close() {
      const ended = new AbortController();
      const late = clock.sleep(closeMs, ended.signal).catch(() => undefined);
      await Promise.race([Promise.all(settling), late]);
      ended.abort();
      closing.abort();
    },
  };
}

function noteOf({ identifiers, sections, askers = [] }: Batch, sentAtMs: number): SentNote {
  return {
    sentAtMs,
    sections: sections.filter((section) => catalogueFacts.priceOf(section) > 0),
    people: identifiers.map(({ key }, index) => {
      const asker = askers[index];
      return { digest: digestOfKey(key), ...(asker !== undefined && { asker }) };
    }),
  };
}
