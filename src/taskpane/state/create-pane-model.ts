import { createWritable, type Readable, type Writable } from "../../core/readable";
import type { RunState } from "../../core/run/bulk-run";
import type { RunRequest } from "../../core/run/run-request";
import type { SelectionView } from "../../core/run/selection-view";
import type { PaneParts } from "../parts";
import { createFormulasModel, type FormulasModel } from "./create-formulas-model";
import { createAnnouncement } from "./create-announcement";
import { createFormulaBuilder, type FormulaBuilder } from "./create-formula-builder";
import { createQuote } from "./create-quote";
import { usualFields } from "./choosable-fields";
import { waitingText } from "../spending-words";
import type { QuoteState } from "./quote-state";

/** What the pane shows and what can be done in it, without React. */
export interface PaneModel {
  readonly selection: Readable<SelectionView | undefined>;
  /** Chosen field paths, in column order. */
  readonly chosen: Readable<readonly string[]>;
  readonly statusColumn: Writable<boolean>;
  /** A person agreed to write over the cells the quote names; taken back when these change. */
  readonly overwrite: Writable<boolean>;
  readonly refresh: Writable<boolean>;
  readonly quote: Readable<QuoteState>;
  readonly run: Readable<RunState>;
  /** What a screen reader is told, politely and not too often. */
  readonly announcement: Readable<string>;
  /** The same of formulas that wait for a yes. */
  readonly waiting: Readable<string>;
  readonly formulas: FormulasModel;
  readonly chooseField: (path: string, isChosen: boolean) => void;
  setHasHeaderRow(hasHeaderRow: boolean): void;
  refreshSelection(): void;
  startRun(): void;
  cancelRun(): void;
  /** "Insert function". */
  readonly formula: FormulaBuilder;
  /** Lets asking go on after a stop. */
  readonly resumeAsking: () => void;
  close(): void;
}

/** The pane's model over its parts. */
export function createPaneModel(parts: PaneParts): PaneModel {
  const { runner } = parts;
  const chosen = createWritable<readonly string[]>(usualFields);
  const statusColumn = createWritable(true);
  const overwrite = createWritable(false);
  const refresh = createWritable(false);
  const waiting = createWritable(waitingText(parts.spending.approval.get()));
  const formula = createFormulaBuilder(parts);
  const formulas = createFormulasModel(parts.formulas, parts.request);
  const quote = createQuote(parts, () => requestOf() ?? missing());

  function requestOf(): RunRequest | undefined {
    const selection = runner.selection.get();
    if (selection === undefined || selection.count.people === 0 || chosen.get().length === 0) return undefined;
    return {
      selection,
      fields: chosen.get().map((path) => ({ path, columns: 1 })),
      statusColumn: statusColumn.get(),
      mode: "overwrite",
      placement: "free",
      output: "values",
      refresh: refresh.get(),
      capCredits: undefined,
    };
  }

  function missing(): "selection" | "people" | "fields" {
    const selection = runner.selection.get();
    if (selection === undefined) return "selection";
    return selection.count.people === 0 ? "people" : "fields";
  }

  function isRunning(): boolean {
    const { status } = runner.state.get();
    return status === "running" || status === "pausing" || status === "paused" || status === "cancelling";
  }

  function recount(): void {
    if (!isRunning()) quote.recount();
  }

  let cellsAgreedOn = "";
  function followQuote(): void {
    const now = quote.state.get();
    if (now.status !== "ready") return;
    const { target, modes } = now.quote;
    const cells = JSON.stringify([now.request.selection.column.address, target.columns, modes.overwrite]);
    if (cells !== cellsAgreedOn) overwrite.set(false);
    cellsAgreedOn = cells;
  }

  let wasRunning = isRunning();
  function followRun(): void {
    if (wasRunning && !isRunning()) {
      refresh.set(false);
      overwrite.set(false);
      recount();
      // The credits left are fewer now.
      reloadAccount();
    }
    wasRunning = isRunning();
  }

  function reloadAccount(): void {
    // What it could not read, the connection's state says.
    parts.connection.reload().catch(() => undefined);
  }

  function followRequest(): void {
    const request = parts.request?.get();
    if (request === undefined || request.formulas !== undefined) return;
    refresh.set(request.refresh);
    refreshSelection();
  }

  function refreshSelection(): void {
    // What cannot be read is shown as nothing selected, which says what to do.
    runner.refreshSelection().catch(() => undefined);
  }

  const endings = [
    ...[runner.selection, chosen, statusColumn, refresh].map((source) => source.subscribe(recount)),
    parts.connection.state.subscribe(recount),
    quote.state.subscribe(followQuote),
    runner.state.subscribe(followRun),
    parts.request?.subscribe(followRequest),
    parts.spending.approval.subscribe(() => waiting.set(waitingText(parts.spending.approval.get()))),
  ];
  refreshSelection();
  followRequest();
  recount();

  return {
    selection: runner.selection,
    chosen,
    statusColumn,
    overwrite,
    refresh,
    quote: quote.state,
    formula,
    run: runner.state,
    waiting,
    formulas,
    announcement: createAnnouncement(runner.state, parts.clock),
    chooseField(path, isChosen) {
      const others = chosen.get().filter((field) => field !== path);
      chosen.set(isChosen ? [...others, path] : others);
    },
    setHasHeaderRow: (hasHeaderRow) => runner.setHasHeaderRow(hasHeaderRow),
    refreshSelection,
    startRun() {
      const ready = quote.state.get();
      if (ready.status !== "ready" || isRunning()) return;
      // A yes to this run is a yes to asking again after a stop.
      if (parts.enricher.activity.get().stoppedBy !== undefined) parts.enricher.resume();
      // However it ends, the runner's state says so.
      runner.start(ready.request, ready.quote).catch(() => undefined);
    },
    cancelRun: () => runner.cancel(),
    resumeAsking() {
      parts.enricher.resume();
      reloadAccount();
    },
    close() {
      formula.close();
      for (const end of endings) end?.();
      formulas.close();
    },
  };
}
