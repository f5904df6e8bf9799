import { ICommandService } from "@univerjs/core";
import {
  IActiveDirtyManagerService,
  ICalculateFormulaService,
  SetTriggerFormulaCalculationStartMutation,
} from "@univerjs/engine-formula";
import type { Injector } from "@univerjs/core";
import { columnRuns } from "./cell-runs";
import type { CellPlace } from "./cell-runs";

const gatherMs = 30;

/** Univer's recalculation passes: when one is due, runs or ended, and asking for one. */
export interface Passes {
  /** Counts up with each pass. */
  current(): number;
  isRunning(): boolean;
  /** A change was made that no finished pass has seen. */
  isDue(): boolean;
  /** These cells again in the next pass. */
  request(cells: Iterable<CellPlace>): void;
  onEnd(listener: () => void): void;
  /** Resolves when nothing is due or running. */
  idle(): Promise<void>;
  dispose(): void;
}

/** Watches and asks for recalculation; cells asked for are gathered while a pass is due or runs. */
export function watchPasses(injector: Injector, unitId: () => string): Passes {
  const commands = injector.get(ICommandService);
  const calculation = injector.get(ICalculateFormulaService);
  const dirtying = injector.get(IActiveDirtyManagerService);
  const endListeners: (() => void)[] = [];
  const requested = new Map<string, CellPlace>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current = 0;
  let isRunning = false;
  let isDue = false;
  let isAsked = false;

  const flush = (): void => {
    timer = undefined;
    // Asking again restarts Univer's own 100 ms wait, and asking during a pass stops it: wait for its end instead.
    if (requested.size === 0 || isRunning || isAsked) return;
    isAsked = true;
    const dirtyRanges = columnRuns(requested.values()).map(({ sheetId, column, startRow, endRow }) => ({
      unitId: unitId(),
      sheetId,
      range: { startRow, endRow, startColumn: column, endColumn: column },
    }));
    requested.clear();
    commands.syncExecuteCommand(
      SetTriggerFormulaCalculationStartMutation.id,
      { commands: [], dirtyRanges },
      { onlyLocal: true },
    );
  };
  const schedule = (): void => {
    timer ??= setTimeout(flush, gatherMs);
  };
  const changed = commands.onCommandExecuted(({ id, params }, options) => {
    if (!dirtying.get(id)) return;
    const isTrigger = id === SetTriggerFormulaCalculationStartMutation.id;
    if (!isTrigger && (options?.onlyLocal === true || isStyleOnly(params))) return;
    isDue = true;
  });
  const started = calculation.executionInProgressListener$.subscribe(({ stage }) => {
    const start: number = stage;
    if (start !== 1) return;
    isRunning = true;
    isDue = false;
    isAsked = false;
  });
  const ended = calculation.executionCompleteListener$.subscribe(() => {
    isRunning = false;
    for (const listener of endListeners) listener();
    current += 1;
    if (requested.size > 0) schedule();
  });
  return {
    current: () => current,
    isRunning: () => isRunning,
    isDue: () => isDue || requested.size > 0,
    request(cells) {
      for (const cell of cells) requested.set(`${cell.row} ${cell.column} ${cell.sheetId}`, cell);
      if (requested.size > 0) schedule();
    },
    onEnd: (listener) => void endListeners.push(listener),
    idle: () =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!isRunning && !isDue && requested.size === 0) resolve();
          else setTimeout(look, 10);
        };
        look();
      }),
    dispose() {
      clearTimeout(timer);
      changed.dispose();
      started.unsubscribe();
      ended.unsubscribe();
    },
  };
}

// Univer starts no pass for these.
const styleTriggers = new Set([
  "sheet.command.set-style",
  "sheet.command.set-border",
  "sheet.command.clear-selection-format",
]);

const isStyleOnly = (params: object | undefined): boolean =>
  params !== undefined &&
  "trigger" in params &&
  typeof params.trigger === "string" &&
  styleTriggers.has(params.trigger);
