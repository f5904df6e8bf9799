import type { Clock } from "../clock";
import type { Enricher } from "../enricher";
import { createWritable } from "../readable";
import type { RefreshFlags } from "../service";
import type { BulkRunner, RunProgress, RunQuote, RunRequest, RunState, SelectionView } from "./bulk-run";
import { executeRun, type RunEnd } from "./execute-run";
import { createFieldColumns } from "./field-columns";
import { createKeyColumnReader } from "./key-column";
import { statusHeader } from "./row-values";
import { notEmpty, sheetRefusal, stopFailure, type RunFailure } from "./run-failure";
import { groupByPerson } from "./run-plan";
import { createRunTally } from "./run-tally";
import type { OccupiedCells, SheetPort, Target } from "./sheet";

/** What bulk runs are made of. */
export interface BulkRunnerParts {
  readonly enricher: Enricher;
  readonly sheet: SheetPort;
  readonly clock: Clock;
  /** Read when a refresh starts. Default: none. */
  readonly refreshFlags?: () => RefreshFlags;
}

/** The run under way. */
interface Started {
  readonly withdraw: AbortController;
  isCancelled: boolean;
  progress: RunProgress;
}

/** How long the selection must rest before it is read: dragging over cells reads once. */
const selectionRestMs = 120;

/** The bulk runner over one sheet and one enricher; it follows the selection from the first on. */
export function createBulkRunner(parts: BulkRunnerParts): BulkRunner {
  const { enricher, sheet, clock, refreshFlags = () => ({}) } = parts;
  const reader = createKeyColumnReader();
  const selection = createWritable<SelectionView | undefined>(undefined);
  const state = createWritable<RunState>({ status: "idle" });
  let readings = 0;
  let current: Started | undefined;

  async function refreshSelection(): Promise<void> {
    const reading = ++readings;
    const column = await sheet.selection();
    if (reading === readings) selection.set(column && reader.view(column));
  }

  async function followSelection(): Promise<void> {
    const reading = ++readings;
    await clock.sleep(selectionRestMs);
    // A refusal here would only be a selection not shown yet; the next change, or the pane's own reading, tells.
    if (reading === readings) await refreshSelection().catch(() => undefined);
  }
  sheet.onSelectionChanged(() => void followSelection());

  function occupiedIn(request: RunRequest, target: Target): Promise<OccupiedCells> {
    const rows = reader.rows(request.selection).map(({ row }) => row);
    return sheet.occupied(target, rows);
  }

  /** What stands in the way of writing, found out before anything is asked. */
  async function prepare(request: RunRequest, quote: RunQuote): Promise<RunFailure | undefined> {
    try {
      const occupied = await occupiedIn(request, quote.target);
      if (occupied.count > (request.overwrite ? quote.occupied.count : 0)) return notEmpty(occupied);
      await sheet.writeHeaders(quote.target);
      return undefined;
    } catch (error) {
      return sheetRefusal(error);
    }
  }

  async function run(request: RunRequest, quote: RunQuote, started: Started): Promise<RunState> {
    const rows = reader.rows(request.selection);
    const fields = createFieldColumns(request.fields);
    const failure = await prepare(request, quote);
    if (failure !== undefined) return { status: "failed", progress: started.progress, ...failure };
    const end = await executeRun({
      ...{ enricher, sheet, clock, request, rows, fields, target: quote.target, withdraw: started.withdraw },
      refreshFlags: refreshFlags(),
      onProgress(progress) {
        started.progress = progress;
        state.set({ status: started.isCancelled ? "cancelling" : "running", progress });
      },
    });
    return endState(end, started.isCancelled);
  }

  return {
    selection,
    state,
    refreshSelection,
    setHasHeaderRow(hasHeaderRow) {
      const view = selection.get();
      if (view !== undefined) selection.set(reader.view(view.column, hasHeaderRow));
    },
    async quote(request) {
      const rows = reader.rows(request.selection);
      const { column, hasHeaderRow } = request.selection;
      const headers = request.statusColumn ? [...request.fields, statusHeader] : request.fields;
      const people = groupByPerson(rows, createFieldColumns(request.fields).sections);
      const lookups = people.map(({ lookup }) => lookup);
      const [cost, target] = await Promise.all([
        enricher.quote(lookups, { refresh: request.refresh ?? false }),
        sheet.planTarget(column, headers, hasHeaderRow),
      ]);
      return { rows: rows.length, ...cost, target, occupied: await occupiedIn(request, target) };
    },
    async start(request, quote) {
      if (current !== undefined) throw new Error("A run is under way; cancel it or wait until it has ended.");
      const progress = createRunTally(quote.rows).progress(0);
      const started: Started = { withdraw: new AbortController(), isCancelled: false, progress };
      current = started;
      state.set({ status: "running", progress });
      // Free for the next run before the end is told, so that whoever hears of it may start one.
      const end = (ended: RunState): void => {
        current = undefined;
        state.set(ended);
      };
      try {
        end(await run(request, quote, started));
      } catch (error) {
        end({ status: "failed", progress: started.progress, ...sheetRefusal(error) });
        throw error;
      }
    },
    cancel() {
      if (current === undefined || current.isCancelled) return;
      current.isCancelled = true;
      state.set({ status: "cancelling", progress: current.progress });
      current.withdraw.abort();
    },
  };
}

function endState({ progress, stop, sheetFailure }: RunEnd, isCancelled: boolean): RunState {
  if (sheetFailure !== undefined) return { status: "failed", progress, ...sheetRefusal(sheetFailure.error) };
  if (stop !== undefined) return { status: "failed", progress, ...stopFailure(stop) };
  return { status: isCancelled && progress.done < progress.rows ? "cancelled" : "done", progress };
}
