import type { Clock } from "../core/clock";
import type { Enricher, EnricherActivity, Outcome } from "../core/enricher";
import { createWritable } from "../core/readable";
import type { Connection } from "./connection";

/** One enricher for the whole add-in, over whichever connection is in use. */
export interface ConnectedEnricher {
  /**
   * Waits a minute for the first connection and follows every change of it. Where none comes, an ask fails as without
   * a network, nothing counts as kept, and a quote rejects with a sentence for people.
   */
  readonly enricher: Enricher;
  /**
   * Asks over this connection from now on; the same one again changes nothing. Resolves when the one before has ended:
   * its requests under way are finished and kept.
   */
  connect(connection: Connection): Promise<void>;
}

const atRest: EnricherActivity = {
  ...{ waiting: 0, inFlight: 0, requestsSent: 0, keptElsewhere: 0, creditsUsed: 0, possiblyBilled: 0 },
  stoppedBy: undefined,
};

/** Longer than the account may take to be read, and no longer than somebody looks at a cell that stays busy. */
const connectionMs = 60_000;

/** Opens one enricher for each connection and closes it when another takes its place: answers never cross. */
export function createConnectedEnricher(open: (connection: Connection) => Enricher, clock: Clock): ConnectedEnricher {
  const activity = createWritable<EnricherActivity>(atRest);
  let announceFirst: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (announceFirst = resolve));
  let current:
    { readonly connection: Connection; readonly enricher: Enricher; readonly unwatch: () => void } | undefined;

  /** `undefined` where no connection has come in time; rejects with the signal's reason. */
  async function connected(signal?: AbortSignal): Promise<Enricher | undefined> {
    if (current === undefined) {
      const over = new AbortController();
      const tooLong = clock.sleep(connectionMs, over.signal).catch(() => undefined);
      try {
        await Promise.race([first, tooLong, ...(signal === undefined ? [] : [aborted(signal, over.signal)])]);
      } finally {
        over.abort();
      }
    }
    return current?.enricher;
  }

  function unconnected(): Outcome {
    const asOf = clock.now();
    return {
      answer: { status: "failed", code: "network_unavailable", possiblyBilled: false, asOf },
      ...{ credits: 0, origin: "kept" },
    };
  }

  return {
    enricher: {
      activity,
      async ask(lookup, options = {}) {
        for (;;) {
          const enricher = await connected(options.signal);
          if (enricher === undefined) return unconnected();
          const outcome = await enricher.ask(lookup, options);
          const wasClosed = outcome.answer.status === "failed" && outcome.answer.code === "stopped";
          // A cell goes on over the new connection; a run was agreed to for the old one.
          if (!wasClosed || options.priority === "bulk" || current?.enricher === enricher) return outcome;
        }
      },
      peek: (lookup) => current?.enricher.peek(lookup),
      kept: async (lookup) => (await connected())?.kept(lookup),
      async quote(lookups, options) {
        const enricher = await connected();
        if (enricher === undefined) throw new Error("The add-in's server cannot be reached: try again in a minute.");
        return enricher.quote(lookups, options);
      },
      resume: () => current?.enricher.resume(),
      close: async () => current?.enricher.close(),
    },
    async connect(connection) {
      const before = current;
      if (before !== undefined && isSame(before.connection, connection)) return;
      const enricher = open(connection);
      const show = (): void => activity.set(enricher.activity.get());
      current = { connection, enricher, unwatch: enricher.activity.subscribe(show) };
      before?.unwatch();
      show();
      announceFirst();
      await before?.enricher.close();
    },
  };
}

function isSame(one: Connection, other: Connection): boolean {
  return one.id === other.id && one.key === other.key;
}

/** Rejects with the reason once `signal` is aborted; listens no longer than until `over`. */
function aborted(signal: AbortSignal, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = (): void => {
      const reason: unknown = signal.reason;
      reject(reason instanceof Error ? reason : new Error("Withdrawn.", { cause: reason }));
    };
    if (signal.aborted) fail();
    else signal.addEventListener("abort", fail, { once: true });
    over.addEventListener("abort", () => signal.removeEventListener("abort", fail), { once: true });
  });
}
