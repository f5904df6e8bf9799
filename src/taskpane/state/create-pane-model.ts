import { createWritable, type Readable } from "../../core/readable";
import type { BulkRunner } from "../../core/run/bulk-run";
import type { RunRequest } from "../../core/run/run-request";
import type { SelectionView } from "../../core/run/selection-view";
import type { PaneParts } from "../parts";
import { createFormulasModel, type FormulasModel } from "./create-formulas-model";
import { createFormulaBuilder, type FormulaBuilder } from "./create-formula-builder";
import { waitingText } from "../spending-words";
import { createAnnouncement } from "./create-announcement";
import { createFieldChoice, type FieldChoice } from "./create-field-choice";
import { createQuote } from "./create-quote";
import { createRunControl, isUnderWay, type RunControl } from "./create-run-control";
import { createRunOptions, type RunOptions } from "./create-run-options";
import { createSharedSets, type SharedSets } from "./create-shared-sets";
import { followSpending } from "./follow-spending";
import type { QuoteState } from "./quote-state";
import { triedSinceMs } from "./trial";

/** What the pane shows and what can be done in it, without React. */
export interface PaneModel extends Pick<BulkRunner, "unfinished" | "receipts"> {
  readonly selection: Readable<SelectionView | undefined>;
  readonly fields: FieldChoice;
  readonly sharedSets: SharedSets;
  readonly options: RunOptions;
  readonly quote: Readable<QuoteState>;
  readonly run: BulkRunner["state"];
  readonly control: RunControl;
  /** What a screen reader is told, politely and not too often. */
  readonly announcement: Readable<string>;
  /** The same of formulas that wait for a yes. */
  readonly waiting: Readable<string>;
  readonly formulas: FormulasModel;
  setHasHeaderRow(hasHeaderRow: boolean): void;
  setVisibleOnly(visibleOnly: boolean): void;
  refreshSelection(): void;
  /** "Insert function". */
  readonly formula: FormulaBuilder;
  /** Lets asking go on after a stop. */
  readonly resumeAsking: () => void;
  close(): void;
}

/** The pane's model over its parts. */
export function createPaneModel(parts: PaneParts): PaneModel {
  const { runner, enricher } = parts;
  const fields = createFieldChoice(parts.memory, runner.selection);
  const options = createRunOptions();
  const waiting = createWritable(waitingText(parts.spending.approval.get()));
  const formula = createFormulaBuilder(parts);
  const formulas = createFormulasModel(parts.formulas, parts.request);
  const quote = createQuote(parts, () => requestOf() ?? missing());
  let wasTry = false;
  const control = createRunControl(runner, readyQuote, {
    start(isTry) {
      wasTry = isTry;
      fields.noteUsed();
      // A yes to this run is a yes to asking again after a stop.
      if (enricher.activity.get().stoppedBy !== undefined) enricher.resume();
    },
    resume() {
      wasTry = false;
      // Failures answer for a minute: whoever goes on means now.
      enricher.resume();
    },
  });

  function requestOf(): RunRequest | undefined {
    const selection = runner.selection.get();
    if (selection === undefined || selection.count.people === 0 || fields.chosen.get().length === 0) return undefined;
    return {
      ...{ selection, fields: fields.chosen.get(), statusColumn: options.statusColumn.get() },
      ...{ mode: options.mode.get(), placement: options.placement.get(), output: options.output.get() },
      ...{ refresh: options.refresh.get(), keepsSinceMs: triedSinceMs(control.trial.get()) },
      capCredits: options.capCredits.get(),
    };
  }

  function missing(): "selection" | "people" | "fields" {
    const selection = runner.selection.get();
    if (selection === undefined) return "selection";
    return selection.count.people === 0 ? "people" : "fields";
  }

  function readyQuote() {
    const now = quote.state.get();
    return now.status === "ready" ? now : undefined;
  }

  function recount(): void {
    if (!isUnderWay(runner.state.get())) quote.recount();
  }

  let wasUnderWay = isUnderWay(runner.state.get());
  function followRun(): void {
    const isNow = isUnderWay(runner.state.get());
    if (wasUnderWay && !isNow) {
      options.endRun(wasTry);
      recount();
      // The credits left are fewer now.
      reloadAccount();
    }
    wasUnderWay = isNow;
  }

  function reloadAccount(): void {
    // What it could not read, the connection's state says.
    parts.connection.reload().catch(() => undefined);
  }

  function followRequest(): void {
    const request = parts.request?.get();
    if (request === undefined || request.formulas !== undefined) return;
    options.refresh.set(request.refresh);
    refreshSelection();
  }

  function refreshSelection(): void {
    // What cannot be read is shown as nothing selected, which says what to do.
    runner.refreshSelection().catch(() => undefined);
  }

  let triedOn = "";
  /** Writing itself has the selection read again: what was tried still holds for the same cells and fields. */
  function followChoice(): void {
    const now = JSON.stringify([runner.selection.get()?.column.address, fields.chosen.get()]);
    if (now !== triedOn) control.forgetTrial();
    triedOn = now;
  }

  const choices = [runner.selection, fields.chosen];
  const endings = [
    ...choices.map((source) => source.subscribe(followChoice)),
    ...[...choices, ...options.all, parts.narrowing.isNarrow, parts.connection.state].map((source) =>
      source.subscribe(recount),
    ),
    // Whom a try has asked is not part of what a refresh of the rest costs.
    control.trial.subscribe(() => control.trial.get() !== undefined && recount()),
    quote.state.subscribe(() => options.follow(quote.state.get())),
    runner.state.subscribe(followRun),
    // Formulas leave fewer credits, too.
    followSpending(enricher, reloadAccount),
    parts.request?.subscribe(followRequest),
    parts.spending.approval.subscribe(() => waiting.set(waitingText(parts.spending.approval.get()))),
  ];
  refreshSelection();
  followRequest();
  recount();

  return {
    ...{ fields, options, control, formula, formulas, waiting, quote: quote.state, run: runner.state },
    ...{ selection: runner.selection, unfinished: runner.unfinished, receipts: runner.receipts },
    sharedSets: createSharedSets(parts.sharedSets),
    announcement: createAnnouncement(runner.state, parts.clock),
    setHasHeaderRow: (hasHeaderRow) => runner.setHasHeaderRow(hasHeaderRow),
    setVisibleOnly: (visibleOnly) => runner.setVisibleOnly(visibleOnly),
    refreshSelection,
    resumeAsking() {
      enricher.resume();
      reloadAccount();
    },
    close() {
      formula.close();
      for (const end of endings) end?.();
      formulas.close();
    },
  };
}
