import { createEnricher } from "../../src/core/create-enricher";
import type { Enricher } from "../../src/core/enricher";
import type { EnricherParts } from "../../src/core/enricher-parts";
import type { EnrichService } from "../../src/core/service";
import { createConcurrencyLimit } from "../../src/core/slots";
import type { BulkRunner } from "../../src/core/run/bulk-run";
import { createBulkRunner } from "../../src/core/run/create-bulk-runner";
import { createMemoryJournal } from "../../src/core/run/create-memory-journal";
import type { BulkRunnerParts } from "../../src/core/run/run-parts";
import type { RunLease } from "../../src/core/run/run-lease";
import type { RunRequest } from "../../src/core/run/run-request";
import type { CellValue } from "../../src/core/cell-value";
import { createFakeClock, type FakeClock } from "./fake-clock";
import { createMemoryAnswerStore } from "./memory-answer-store";
import { memoryLeases } from "./memory-lease";
import { createMemorySheet } from "./memory-sheet";
import { recordingService, type RecordingOptions } from "./recording-service";

export const url = (slug: string): string => `https://www.linkedin.com/in/${slug}`;
export const headline = "basic_profile.headline";

export interface WorldOptions extends RecordingOptions {
  readonly clock?: FakeClock;
  readonly retentionMs?: number;
}

/** What outlives a page: the workbook, the browser's storage, the gateway, the service behind it. */
export function runWorld(rows: readonly (readonly (CellValue | undefined)[])[], options: WorldOptions = {}) {
  const clock = options.clock ?? createFakeClock();
  const recording = recordingService(clock, { latencyMs: 400, ...options });
  const random = (): number => 0.5;
  const service = withHeadlines(recording.service);
  const world = {
    ...{ clock, ...recording, service },
    memory: createMemorySheet(rows),
    store: createMemoryAnswerStore(),
    journal: createMemoryJournal({ now: () => clock.now(), retentionMs: () => options.retentionMs ?? Infinity }),
    leases: memoryLeases(clock),
    gateway: gatewayOver(
      createEnricher({
        ...{ clock, random, service, settings: { quietMs: 0, gatherMs: 0 } },
        slots: createConcurrencyLimit(4, { clock, random }),
      }),
    ),
    /** Credits the service has billed. */
    billedCredits: () => [...recording.billed.values()].reduce((sum, credits) => sum + credits, 0),
  };
  return world;
}

/** Everybody's headline says who it is, so that a mix-up shows. */
function withHeadlines(service: EnrichService): EnrichService {
  return {
    async enrich(batch, signal) {
      const reply = await service.enrich(batch, signal);
      if (reply.outcome !== "answered") return reply;
      const rows = reply.rows.map((row, index) => {
        const basic = { headline: headlineOf(batch.identifiers[index]!.key) };
        const candidates = row.candidates.map((one) => ({ ...one, data: { ...one.data, basic_profile: basic } }));
        return { ...row, candidates };
      });
      return { ...reply, rows };
    },
  };
}

export type RunWorld = ReturnType<typeof runWorld>;

/** Holds answers for whoever asks again, and tells the credits of a reply that nobody took to the next who asks. */
function gatewayOver(enricher: Enricher): (isAlive: () => boolean) => EnrichService {
  const unclaimed = new Map<string, number>();
  return (isAlive) => ({
    async enrich({ identifiers, sections, refresh = false }) {
      const outcomes = await Promise.all(
        identifiers.map((identifier) => enricher.ask({ identifier, sections }, { priority: "bulk", refresh })),
      );
      let creditsUsed = 0;
      const rows = outcomes.map(({ answer, credits }, index) => {
        const { key, value } = identifiers[index]!;
        const own = credits + (unclaimed.get(key) ?? 0);
        unclaimed.delete(key);
        if (isAlive()) creditsUsed += own;
        else unclaimed.set(key, own);
        const candidates = answer.status === "matched" ? answer.candidates : [];
        return { matchedOn: value, matchType: undefined, matchStatus: undefined, candidates, asOf: answer.asOf };
      });
      return { outcome: "answered", rows, creditsUsed };
    },
  });
}

export interface PageOptions extends Partial<Omit<BulkRunnerParts, "sheet" | "clock" | "enricher">> {
  readonly connectionId?: string;
  readonly enricherParts?: Partial<EnricherParts>;
  /** Asks the recording service itself rather than the gateway. */
  readonly isDirect?: boolean;
}

/** The add-in in one page of the world; `kill` ends it like a closed window: nothing it does arrives any more. */
export function openPage(world: RunWorld, options: PageOptions = {}) {
  const { clock, memory } = world;
  const random = (): number => 0.5;
  let isAlive = true;
  const alive = <Port extends object>(port: Port): Port => whileAlive(port, () => isAlive);
  const service = options.isDirect === true ? world.service : world.gateway(() => isAlive);
  const enricher = createEnricher({
    ...{ clock, random, store: alive(world.store), service: alive(service) },
    slots: createConcurrencyLimit(4, { clock, random }),
    ...options.enricherParts,
  });
  const lease: RunLease = alive({
    async take(key, claim) {
      const taken = await world.leases.lease.take(key, claim);
      return "held" in taken ? { held: alive(taken.held) } : taken;
    },
  });
  const place = { workbookId: "book", connectionId: "sandbox", isSandbox: true, requestsPerMinute: 15 };
  const runner = createBulkRunner({
    ...{ clock, enricher, sheet: alive(memory.sheet), journal: alive(world.journal), lease },
    place: () => ({ ...place, ...(options.connectionId !== undefined && { connectionId: options.connectionId }) }),
    random: Math.random,
    ...options,
  });
  return { runner, enricher, kill: () => void (isAlive = false) };
}

/** Calls of a page that is gone, and answers to it, never arrive. */
function whileAlive<Port extends object>(port: Port, isAlive: () => boolean): Port {
  const never = new Promise<never>(() => undefined);
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return (...args: readonly unknown[]) => {
        if (!isAlive()) return never;
        const result: unknown = Reflect.apply(member, target, args);
        return result instanceof Promise ? result.then((value: unknown) => (isAlive() ? value : never)) : result;
      };
    },
  });
}

export async function requestOf(
  runner: BulkRunner,
  world: RunWorld,
  changes: Partial<RunRequest> = {},
): Promise<RunRequest> {
  if (runner.selection.get() === undefined) {
    world.memory.select(0, 0, world.memory.cells().length - 1);
    await runner.refreshSelection();
  }
  return {
    ...{ selection: runner.selection.get()!, fields: fieldsOf(headline), statusColumn: true, mode: "blanks" },
    ...{ placement: "free", output: "values", refresh: false, capCredits: undefined, ...changes },
  };
}

export function fieldsOf(...paths: readonly string[]) {
  return paths.map((path) => ({ path, columns: 1 }));
}

/** Lets time pass until it has settled. */
export async function settled<Value>(clock: FakeClock, promise: Promise<Value>): Promise<Value> {
  let isSettled = false;
  const mark = (): void => void (isSettled = true);
  const hasSettled = (): boolean => isSettled;
  promise.then(mark, mark);
  for (let step = 0; step < 100_000; step += 1) {
    await clock.advance(step < 20 ? 5 : 100);
    if (hasSettled()) break;
  }
  return promise;
}

/** Quotes and starts; resolves when the run is under way. */
export async function begun(
  { runner }: { readonly runner: BulkRunner },
  world: RunWorld,
  changes: Partial<RunRequest> = {},
  options: Parameters<BulkRunner["start"]>[2] = {},
) {
  const request = await requestOf(runner, world, changes);
  const quote = await settled(world.clock, runner.quote(request));
  return { request, quote, ended: runner.start(request, quote, options) };
}

/** Quotes, starts and lets the run go on to its end. */
export async function ran(
  page: { readonly runner: BulkRunner },
  world: RunWorld,
  changes: Partial<RunRequest> = {},
  options: Parameters<BulkRunner["start"]>[2] = {},
) {
  const { ended, ...rest } = await begun(page, world, changes, options);
  await settled(world.clock, ended);
  const state = page.runner.state.get();
  if (!("receipt" in state)) throw new Error("The run has not ended.");
  return { ...rest, state };
}

/** The headline of the person behind a key. */
export function headlineOf(identifierKey: string): string {
  return `headline of ${identifierKey}`;
}
