import type { Enricher, EnricherActivity } from "../core/enricher";
import { createWritable } from "../core/readable";
import type { Connection } from "./connection";

/** One enricher for the whole add-in, over whichever connection is in use. */
export interface ConnectedEnricher {
  /** Waits for the first connection; follows every change of it. */
  readonly enricher: Enricher;
  /**
   * Asks over this connection from now on; the same one again changes nothing. Resolves when the one before has ended:
   * its requests under way are finished and kept.
   */
  connect(connection: Connection): Promise<void>;
}

const atRest: EnricherActivity = {
  ...{ waiting: 0, inFlight: 0, requestsSent: 0, creditsUsed: 0, possiblyBilled: 0 },
  stoppedBy: undefined,
};

/** Opens one enricher for each connection and closes it when another takes its place: answers never cross. */
export function createConnectedEnricher(open: (connection: Connection) => Enricher): ConnectedEnricher {
  const activity = createWritable<EnricherActivity>(atRest);
  let announceFirst: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (announceFirst = resolve));
  let current:
    { readonly connection: Connection; readonly enricher: Enricher; readonly unwatch: () => void } | undefined;

  async function connected(signal?: AbortSignal): Promise<Enricher> {
    if (current === undefined) await Promise.race([first, ...(signal === undefined ? [] : [aborted(signal)])]);
    if (current === undefined) throw new Error("There is no connection yet.");
    return current.enricher;
  }

  return {
    enricher: {
      activity,
      async ask(lookup, options = {}) {
        for (;;) {
          const enricher = await connected(options.signal);
          const outcome = await enricher.ask(lookup, options);
          const wasClosed = outcome.answer.status === "failed" && outcome.answer.code === "stopped";
          // A cell goes on over the new connection; a run was agreed to for the old one.
          if (!wasClosed || options.priority === "bulk" || current?.enricher === enricher) return outcome;
        }
      },
      kept: async (lookup) => (await connected()).kept(lookup),
      quote: async (lookups, options) => (await connected()).quote(lookups, options),
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

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = (): void => {
      const reason: unknown = signal.reason;
      reject(reason instanceof Error ? reason : new Error("Withdrawn.", { cause: reason }));
    };
    if (signal.aborted) fail();
    else signal.addEventListener("abort", fail, { once: true });
  });
}
