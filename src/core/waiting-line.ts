import type { PendingLookup } from "./pending-lookup";

/** Lookups of one lane and one priority: in the order they came, and in that order for each who asks. */
export interface WaitingLine {
  readonly size: number;
  /** When the first came; infinite if nobody waits. */
  readonly sinceMs: number;
  has(lookup: PendingLookup): boolean;
  /** To the end, for all who now wait for it; whoever has waited for it before keeps their place. */
  add(lookup: PendingLookup): void;
  remove(lookup: PendingLookup): void;
  /** Before all others of theirs. */
  putBack(lookups: readonly PendingLookup[]): void;
  firstOf(caller: string): PendingLookup | undefined;
  /** Up to `count`, one of each caller in turn, again and again; with each, whose turn it was. */
  inTurn(callers: Iterable<string>, count: number): ReadonlyMap<PendingLookup, string>;
}

export function createWaitingLine(): WaitingLine {
  const all = new Set<PendingLookup>();
  const byCaller = new Map<string, Set<PendingLookup>>();

  function leave(lookup: PendingLookup, callers: Iterable<string>): void {
    for (const caller of callers) {
      const own = byCaller.get(caller);
      if (own?.delete(lookup) && own.size === 0) byCaller.delete(caller);
    }
  }

  function add(lookup: PendingLookup): void {
    const callers = new Set([...lookup.waiters].map(({ caller }) => caller));
    if (all.has(lookup))
      leave(
        lookup,
        [...byCaller.keys()].filter((caller) => !callers.has(caller)),
      );
    all.add(lookup);
    for (const caller of callers) {
      const own = byCaller.get(caller) ?? new Set();
      byCaller.set(caller, own.add(lookup));
    }
  }

  return {
    get size() {
      return all.size;
    },
    get sinceMs() {
      return firstIn(all)?.queuedAtMs ?? Infinity;
    },
    has: (lookup) => all.has(lookup),
    add,
    remove(lookup) {
      if (all.delete(lookup)) leave(lookup, [...byCaller.keys()]);
    },
    putBack(lookups) {
      lookups.forEach(add);
      for (const line of [all, ...byCaller.values()]) {
        const returned = lookups.filter((lookup) => line.delete(lookup));
        if (returned.length === 0) continue;
        const rest = [...line];
        line.clear();
        for (const lookup of [...returned, ...rest]) line.add(lookup);
      }
    },
    firstOf: (caller) => firstIn(byCaller.get(caller) ?? []),
    inTurn(callers, count) {
      const taken = new Map<PendingLookup, string>();
      let lines = [...callers].flatMap((caller) => {
        const own = byCaller.get(caller);
        return own === undefined ? [] : [{ caller, lookups: own.values() }];
      });
      while (lines.length > 0 && taken.size < count) {
        lines = lines.filter(({ caller, lookups }) => {
          if (taken.size >= count) return false;
          // What two wait for may have been taken in the other's turn.
          let next = lookups.next();
          while (!next.done && taken.has(next.value)) next = lookups.next();
          if (next.done) return false;
          taken.set(next.value, caller);
          return true;
        });
      }
      return taken;
    },
  };
}

function firstIn(line: Iterable<PendingLookup>): PendingLookup | undefined {
  for (const lookup of line) return lookup;
  return undefined;
}
