/** How often an identifier was asked for and paid for. */
export interface IdentifierCount {
  readonly asked: number;
  readonly billed: number;
  readonly credits: number;
}

/** What `GET /ledger` answers: this server's own books, for tests to reconcile with. */
export interface LedgerReading {
  /** Requests to `/person/enrich`, refused ones included. */
  readonly requests: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly credits: number;
  /** By profile URL without its last slash, or address, in lower case; `asked` counts requests that passed all rules. */
  readonly identifiers: Readonly<Record<string, IdentifierCount>>;
  /** The last 1,000 requests, oldest first. */
  readonly log: readonly LedgerEntry[];
}

export interface LedgerEntry {
  readonly requestId: string;
  readonly status: number | "no answer";
  readonly identifiers: number;
  readonly fields: readonly string[];
  readonly credits: number;
}

export interface Ledger {
  asked(key: string): void;
  billed(key: string, credits: number): void;
  finished(entry: LedgerEntry): void;
  readonly credits: number;
  read(): LedgerReading;
  clear(): void;
}

const logLength = 1000;

export function createLedger(): Ledger {
  const counts = new Map<string, IdentifierCount>();
  const byStatus = new Map<string, number>();
  let log: LedgerEntry[] = [];
  let requests = 0;
  let credits = 0;
  const countOf = (key: string) => counts.get(key) ?? { asked: 0, billed: 0, credits: 0 };
  return {
    asked(key) {
      const count = countOf(key);
      counts.set(key, { ...count, asked: count.asked + 1 });
    },
    billed(key, price) {
      const count = countOf(key);
      counts.set(key, { ...count, billed: count.billed + 1, credits: count.credits + price });
      credits += price;
    },
    finished(entry) {
      requests += 1;
      byStatus.set(String(entry.status), (byStatus.get(String(entry.status)) ?? 0) + 1);
      log.push(entry);
      if (log.length > 2 * logLength) log = log.slice(-logLength);
    },
    get credits() {
      return credits;
    },
    read: () => ({
      requests,
      byStatus: Object.fromEntries(byStatus),
      credits,
      identifiers: Object.fromEntries(counts),
      log: log.slice(-logLength),
    }),
    clear() {
      counts.clear();
      byStatus.clear();
      log = [];
      requests = 0;
      credits = 0;
    },
  };
}
