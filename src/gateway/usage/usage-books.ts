import { randomUUID } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { OnBilled } from "../../core/bill";
import type { Clock } from "../../core/clock";
import type { CallerIdentity } from "../auth/caller-identity";
import type { OnDefect } from "../defects";
import { dayAfter, dayOf, usageDays, type UsageLedger, type UsagePeriod, type UsageRow } from "./usage-ledger";
import { usageRowsOf } from "./usage-rows";

/**
 * Who spent what with the gateway's own key. What personal keys buy is their owners' own money and stands nowhere.
 * Nobody's reply waits for the books, or fails with them.
 */
export interface UsageBooks {
  /** Counts a bill under the UTC day of now, or of its request; it is in the ledger half a second later. */
  readonly onBilled: OnBilled;
  /** Remembers how somebody who asks is called. */
  meet(caller: Pick<CallerIdentity, "id" | "name">): void;
  /** Up to this moment; rejects where the ledger cannot be read now. */
  read(
    period: UsagePeriod,
  ): Promise<{ readonly rows: readonly UsageRow[]; readonly names: ReadonlyMap<string, string> }>;
  /** Resolves when every bill told until now is in the ledger, however long that takes; rejects if it never will be. */
  written(): Promise<void>;
  /** Writes what is left and closes the ledger; call it when no more bills can come. */
  close(): Promise<void>;
}

export interface UsageBooksOptions {
  readonly ledger: UsageLedger;
  readonly clock: Clock;
  /** Told of failures to write. */
  readonly onDefect: OnDefect;
}

const gatherMs = 500;
const firstRetryMs = 1_000;
const longestRetryMs = 60_000;
const sweepMs = 86_400_000;
/** A name is told to the ledger again after so long, in case it was deleted there. */
const metMs = 3_600_000;
const mostMet = 10_000;

/** What is written in one go, as often as it takes. */
interface Entry {
  readonly batch: string;
  readonly rows: readonly UsageRow[];
  readonly names: ReadonlyMap<string, string>;
}

/** Books over `ledger`, which they close; usage is deleted when it has been kept for 400 days. */
export function createUsageBooks({ ledger, clock, onDefect }: UsageBooksOptions): UsageBooks {
  const met = new LRUCache<string, string>({ max: mostMet, ttl: metMs, ttlResolution: 0, perf: clock });
  let rows = new Map<string, UsageRow>();
  let names = new Map<string, string>();
  /** Taken out to be written, and not known to be. */
  let entry: Entry | undefined;
  let writing: Promise<void> | undefined;
  /** Who waits for everything to be written. */
  const waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  const closing = new AbortController();

  function take(): Entry | undefined {
    if (rows.size === 0 && names.size === 0) return undefined;
    const taken = { batch: randomUUID(), rows: [...rows.values()], names };
    rows = new Map();
    names = new Map();
    return taken;
  }

  /** Rejects where the ledger does; what was not written stays to be written. */
  async function writeAll(): Promise<void> {
    for (entry ??= take(); entry !== undefined; entry = take()) {
      if (entry.rows.length > 0) await ledger.add(entry.rows, entry.batch);
      for (const [personId, name] of entry.names) await ledger.name(personId, name);
    }
    for (const { resolve } of waiting.splice(0)) resolve();
  }

  /** One writer at a time. */
  function write(): Promise<void> {
    writing ??= writeAll().finally(() => (writing = undefined));
    return writing;
  }

  let isAtWork = false;
  async function writeSoon(): Promise<void> {
    if (isAtWork) return;
    isAtWork = true;
    let pauseMs = gatherMs;
    let retryMs = firstRetryMs;
    while (!closing.signal.aborted && (entry !== undefined || rows.size > 0 || names.size > 0)) {
      await clock.sleep(pauseMs, closing.signal).catch(() => undefined);
      try {
        await write();
        [pauseMs, retryMs] = [gatherMs, firstRetryMs];
      } catch (error) {
        onDefect(error);
        [pauseMs, retryMs] = [retryMs, Math.min(retryMs * 2, longestRetryMs)];
      }
    }
    isAtWork = false;
  }

  async function sweep(): Promise<void> {
    while (!closing.signal.aborted) {
      await ledger.deleteBefore(dayAfter(dayOf(clock.now()), -usageDays)).catch(onDefect);
      await clock.sleep(sweepMs, closing.signal).catch(() => undefined);
    }
  }
  const sweeping = sweep();

  return {
    onBilled(bill) {
      for (const row of usageRowsOf(bill, dayOf(bill.sentAtMs ?? clock.now()))) {
        const place = [row.day, row.personId, row.workbook, row.section].join("\0");
        const before = rows.get(place) ?? { credits: 0, possiblyBilled: 0 };
        rows.set(place, {
          ...row,
          credits: before.credits + row.credits,
          possiblyBilled: before.possiblyBilled + row.possiblyBilled,
        });
      }
      void writeSoon();
    },
    meet({ id, name }) {
      if (met.get(id) === name) return;
      met.set(id, name);
      names.set(id, name);
      void writeSoon();
    },
    async read(period) {
      await write();
      const [read, called] = await Promise.all([ledger.read(period), ledger.names()]);
      return { rows: read, names: called };
    },
    written() {
      if (rows.size === 0 && entry === undefined) return Promise.resolve();
      return new Promise((resolve, reject) => void waiting.push({ resolve, reject }));
    },
    async close() {
      closing.abort();
      await sweeping;
      await writing?.catch(() => undefined);
      await write().catch(onDefect);
      for (const { reject } of waiting.splice(0)) reject(new Error("The books were closed before they were written."));
      await ledger.close();
    },
  };
}
