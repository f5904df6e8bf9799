import { act, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ConnectionState } from "../../src/core/connection";
import { createWritable } from "../../src/core/readable";
import type { RefreshFlags } from "../../src/core/service";
import { Pane } from "../../src/taskpane/Pane";
import type { FieldSet, Remembered, SharedFieldSets } from "../../src/taskpane/pane-memory";
import type { PaneParts, PaneRequest } from "../../src/taskpane/parts";
import { createPageMemory } from "../../src/taskpane/state/create-field-choice";
import { createPaneModel } from "../../src/taskpane/state/create-pane-model";
import { createFakeClock } from "./fake-clock";
import { createFakeAnswers } from "./fake-answers";
import { createFakeConnection, readyAs } from "./fake-connection";
import { createFakeSignIn } from "./fake-sign-in";
import { idleFormulaWork } from "./idle-formula-work";
import { createMemoryFormulaSheet } from "./memory-formula-sheet";
import { createMemorySheet } from "./memory-sheet";
import { createPaneSpending } from "./pane-spending";
import { createScriptedEnricher, personNamed } from "./scripted-enricher";
import { createScriptedRunner, selectionOf } from "./scripted-runner";
import type { SelectionView } from "../../src/core/run/selection-view";

export interface ScriptedPaneOptions {
  readonly selection?: SelectionView | undefined;
  readonly connection?: ConnectionState;
  readonly remembered?: Remembered;
}

/** Field sets in a workbook that is a variable; colleagues set `now`. */
export function createMemorySharedSets(): SharedFieldSets & { now: readonly FieldSet[]; refusal: string | undefined } {
  const shared = {
    now: [] as readonly FieldSet[],
    refusal: undefined as string | undefined,
    read: () =>
      shared.refusal === undefined ? Promise.resolve(shared.now) : Promise.reject(new Error(shared.refusal)),
    write(sets: readonly FieldSet[]) {
      shared.now = sets;
      return Promise.resolve();
    },
  };
  return shared;
}

/** The whole pane over a runner that says what the test sets; the clock stands still. */
export async function showScriptedPane(options: ScriptedPaneOptions = {}) {
  const clock = createFakeClock();
  const scripted = createScriptedRunner("selection" in options ? options.selection : selectionOf());
  const connection = createFakeConnection(options.connection ?? readyAs("team"));
  const memory = createPageMemory(options.remembered);
  const sharedSets = createMemorySharedSets();
  const isNarrow = createWritable(false);
  const refreshing = createWritable<RefreshFlags>({});
  const request = createWritable<PaneRequest | undefined>(undefined);
  const enricher = createScriptedEnricher(clock, personNamed);
  const formulaSheet = createMemoryFormulaSheet(createMemorySheet([])).sheet;
  const parts: PaneParts = {
    ...{ runner: scripted.runner, connection, clock, request, memory, sharedSets },
    ...{
      enricher,
      formulas: idleFormulaWork(),
      answers: createFakeAnswers(),
      insertFunction: { sheet: formulaSheet, resultOf: () => Promise.resolve([]) },
    },
    spending: createPaneSpending(clock).spending,
    signIn: createFakeSignIn().port,
    refreshFlags: { chosen: refreshing, choose: refreshing.set },
    narrowing: { isNarrow, choose: isNarrow.set },
  };
  const model = createPaneModel(parts);
  const { container } = render(<Pane parts={parts} model={model} />);
  const user = userEvent.setup({ delay: null });
  const pass = (ms: number): Promise<void> => act(() => clock.advance(ms));
  /** Something changes outside the pane, and half a second goes by. */
  const change = (work: () => void): Promise<void> =>
    act(() => {
      work();
      return clock.advance(500);
    });
  await pass(500);
  return {
    ...scripted,
    enricher,
    clock,
    connection,
    memory,
    sharedSets,
    isNarrow,
    request,
    model,
    container,
    user,
    pass,
    change,
  };
}
