import type { PendingLookup } from "./pending-lookup";
import type { SectionFacts } from "./sections";
import type { Priority } from "./service";

export interface PackingSettings {
  /** Identifiers in one request, at most. Default 25. */
  readonly batchSize: number;
  /** A burst is over when nobody has come for so long. Default 100. */
  readonly quietMs: number;
  /** Longest wait for the end of a burst. Default 2,000. */
  readonly gatherMs: number;
  /** A full lane leaves when nobody has come for so long. Default 0: at once. */
  readonly fullQuietMs: number;
}

/** Lookups not yet sent, sorted into lanes: those of one lane may share a request. */
export interface Lanes {
  readonly size: number;
  /** Into the lane that includes all it wants, leaving any other. */
  place(lookup: PendingLookup, nowMs: number): void;
  /** Puts back what a request left unanswered, before all others of its lane. */
  putBack(lookups: readonly PendingLookup[]): void;
  remove(lookup: PendingLookup): void;
  /** When the next batch may leave, as far as packing goes; infinite if nobody waits. */
  ripeAt(): number;
  /** Who would leave next; empty if none is ripe. */
  next(nowMs: number): readonly PendingLookup[];
  /** Composes that batch and takes it out. */
  take(nowMs: number): readonly PendingLookup[];
}

interface Lane {
  readonly key: string;
  readonly formula: Set<PendingLookup>;
  readonly bulk: Set<PendingLookup>;
}

/** Batches of formulas in a row while a bulk run waits. */
const formulaTurns = 3;

export function createLanes(facts: SectionFacts, settings: PackingSettings): Lanes {
  const { batchSize, quietMs, gatherMs, fullQuietMs } = settings;
  const lanes = new Map<string, Lane>();
  const laneOf = new Map<PendingLookup, Lane>();
  let lastArrivalMs = -Infinity;
  let formulaBatchesInARow = 0;

  function enter(lookup: PendingLookup): Lane {
    const key = laneKey(lookup, facts);
    const lane = lanes.get(key) ?? { key, formula: new Set(), bulk: new Set() };
    lanes.set(key, lane);
    lane[lookup.priority].add(lookup);
    laneOf.set(lookup, lane);
    return lane;
  }

  function remove(lookup: PendingLookup): void {
    const lane = laneOf.get(lookup);
    if (lane === undefined) return;
    laneOf.delete(lookup);
    lane.formula.delete(lookup);
    lane.bulk.delete(lookup);
    if (lane.formula.size + lane.bulk.size === 0) lanes.delete(lane.key);
  }

  function laneRipeAt(lane: Lane): number {
    const oldest = Math.min(headOf(lane.formula), headOf(lane.bulk));
    const isFull = lane.formula.size + lane.bulk.size >= batchSize;
    return Math.min(lastArrivalMs + (isFull ? fullQuietMs : quietMs), oldest + gatherMs);
  }

  function nextLane(ripe: readonly Lane[], priority: Priority): Lane | undefined {
    const waiting = ripe.filter((lane) => lane[priority].size > 0);
    return waiting.reduce<Lane | undefined>(
      (first, lane) => (first && headOf(first[priority]) <= headOf(lane[priority]) ? first : lane),
      undefined,
    );
  }

  function compose(nowMs: number): { readonly lookups: readonly PendingLookup[]; readonly turns: number } {
    const ripe = [...lanes.values()].filter((lane) => laneRipeAt(lane) <= nowMs);
    const bulkLane = nextLane(ripe, "bulk");
    const isBulkTurn = bulkLane !== undefined && formulaBatchesInARow >= formulaTurns;
    const formulaLane = isBulkTurn ? undefined : nextLane(ripe, "formula");
    const lane = formulaLane ?? bulkLane;
    if (lane === undefined) return { lookups: [], turns: formulaBatchesInARow };
    const order = formulaLane ? [lane.formula, lane.bulk] : [lane.bulk, lane.formula];
    return {
      lookups: order.flatMap((queue) => firstOf(queue, batchSize)).slice(0, batchSize),
      turns: formulaLane && bulkLane ? formulaBatchesInARow + 1 : 0,
    };
  }

  return {
    get size() {
      return laneOf.size;
    },
    place(lookup, nowMs) {
      const lane = laneOf.get(lookup);
      if (lane?.key === laneKey(lookup, facts) && lane[lookup.priority].has(lookup)) return;
      lastArrivalMs = nowMs;
      remove(lookup);
      enter(lookup);
    },
    putBack(lookups) {
      const touched = new Map<Set<PendingLookup>, PendingLookup[]>();
      for (const lookup of lookups) {
        const queue = enter(lookup)[lookup.priority];
        touched.set(queue, [...(touched.get(queue) ?? []), lookup]);
      }
      for (const [queue, returned] of touched) {
        const all = new Set([...returned, ...queue]);
        queue.clear();
        for (const lookup of all) queue.add(lookup);
      }
    },
    remove,
    ripeAt: () => [...lanes.values()].reduce((first, lane) => Math.min(first, laneRipeAt(lane)), Infinity),
    next: (nowMs) => compose(nowMs).lookups,
    take(nowMs) {
      const { lookups, turns } = compose(nowMs);
      formulaBatchesInARow = turns;
      lookups.forEach(remove);
      return lookups;
    },
  };
}

/** What must be equal for two lookups to share a request. The key in use is the enricher's own. */
export function laneKey(lookup: PendingLookup, facts: SectionFacts): string {
  const { identifier, wants, refresh } = lookup;
  const priced = wants.filter((section) => facts.priceOf(section) > 0).sort();
  const { minScore, forceFetch, enrichRealtime } = lookup.options;
  const options = [minScore, forceFetch, enrichRealtime, refresh, lookup.bisection?.half];
  return [identifier.kind, identifier.isEncoded, priced, ...options].join("|");
}

function headOf(queue: ReadonlySet<PendingLookup>): number {
  for (const lookup of queue) return lookup.queuedAtMs;
  return Infinity;
}

function firstOf(queue: ReadonlySet<PendingLookup>, count: number): PendingLookup[] {
  const first: PendingLookup[] = [];
  for (const lookup of queue) {
    if (first.length === count) break;
    first.push(lookup);
  }
  return first;
}
