import type { PendingLookup } from "./pending-lookup";
import type { SectionFacts } from "./sections";
import type { Priority } from "./service";
import { createWaitingLine, type WaitingLine } from "./waiting-line";

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

/**
 * Lookups not yet sent, sorted into lanes: those of one lane may share a request. Formulas go before bulk runs, and
 * those who ask take turns, so that nobody waits for all that another has asked before.
 */
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
  readonly formula: WaitingLine;
  readonly bulk: WaitingLine;
}

/** Batches of formulas in a row while a bulk run waits. */
const formulaTurns = 3;

export function createLanes(facts: SectionFacts, settings: PackingSettings): Lanes {
  const { batchSize, quietMs, gatherMs, fullQuietMs } = settings;
  const lanes = new Map<string, Lane>();
  const laneOf = new Map<PendingLookup, Lane>();
  /** Who asks, in the order of their turns: whoever is served goes to the end. */
  const turns = new Set<string>();
  let lastArrivalMs = -Infinity;
  let formulaBatchesInARow = 0;

  function laneFor(lookup: PendingLookup): Lane {
    const key = laneKey(lookup, facts);
    const lane = lanes.get(key) ?? { key, formula: createWaitingLine(), bulk: createWaitingLine() };
    lanes.set(key, lane);
    laneOf.set(lookup, lane);
    for (const { caller } of lookup.waiters) turns.add(caller);
    return lane;
  }

  function remove(lookup: PendingLookup): void {
    const lane = laneOf.get(lookup);
    if (lane === undefined) return;
    laneOf.delete(lookup);
    lane.formula.remove(lookup);
    lane.bulk.remove(lookup);
    if (lane.formula.size + lane.bulk.size === 0) lanes.delete(lane.key);
    if (laneOf.size === 0) turns.clear();
  }

  function laneRipeAt({ formula, bulk }: Lane): number {
    const isFull = formula.size + bulk.size >= batchSize;
    return Math.min(
      lastArrivalMs + (isFull ? fullQuietMs : quietMs),
      Math.min(formula.sinceMs, bulk.sinceMs) + gatherMs,
    );
  }

  /** Of whoever's turn it is, the lane where they have waited longest. */
  function nextLane(ripe: readonly Lane[], priority: Priority): Lane | undefined {
    const waiting = ripe.filter((lane) => lane[priority].size > 0);
    if (waiting.length < 2) return waiting[0];
    for (const caller of turns) {
      const sinceMs = (lane: Lane): number => lane[priority].firstOf(caller)?.queuedAtMs ?? Infinity;
      const first = waiting.reduce((before, lane) => (sinceMs(before) <= sinceMs(lane) ? before : lane));
      if (sinceMs(first) < Infinity) return first;
    }
    return undefined;
  }

  function compose(nowMs: number): { readonly taken: ReadonlyMap<PendingLookup, string>; readonly inARow: number } {
    const ripe = [...lanes.values()].filter((lane) => laneRipeAt(lane) <= nowMs);
    const bulkLane = nextLane(ripe, "bulk");
    const isBulkTurn = bulkLane !== undefined && formulaBatchesInARow >= formulaTurns;
    const formulaLane = isBulkTurn ? undefined : nextLane(ripe, "formula");
    const lane = formulaLane ?? bulkLane;
    if (lane === undefined) return { taken: new Map(), inARow: formulaBatchesInARow };
    const [before, after] = formulaLane ? [lane.formula, lane.bulk] : [lane.bulk, lane.formula];
    const taken = before.inTurn(turns, batchSize);
    const room = batchSize - taken.size;
    return {
      taken: room > 0 ? new Map([...taken, ...after.inTurn(turns, room)]) : taken,
      inARow: formulaLane && bulkLane ? formulaBatchesInARow + 1 : 0,
    };
  }

  return {
    get size() {
      return laneOf.size;
    },
    place(lookup, nowMs) {
      const lane = laneOf.get(lookup);
      const stays = lane?.key === laneKey(lookup, facts) && lane[lookup.priority].has(lookup);
      if (!stays) {
        lastArrivalMs = nowMs;
        remove(lookup);
      }
      laneFor(lookup)[lookup.priority].add(lookup);
    },
    putBack(lookups) {
      const returned = new Map<WaitingLine, PendingLookup[]>();
      for (const lookup of lookups) {
        const line = laneFor(lookup)[lookup.priority];
        returned.set(line, [...(returned.get(line) ?? []), lookup]);
      }
      for (const [line, those] of returned) line.putBack(those);
    },
    remove,
    ripeAt: () => [...lanes.values()].reduce((first, lane) => Math.min(first, laneRipeAt(lane)), Infinity),
    next: (nowMs) => [...compose(nowMs).taken.keys()],
    take(nowMs) {
      const { taken, inARow } = compose(nowMs);
      formulaBatchesInARow = inARow;
      for (const [lookup, caller] of taken) {
        turns.delete(caller);
        turns.add(caller);
        remove(lookup);
      }
      return [...taken.keys()];
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
