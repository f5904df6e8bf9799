import { act, render, screen, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import type { ConnectionState } from "../../src/core/connection";
import type { FormulaWork } from "../../src/core/formulas/formula-work";
import { createWritable } from "../../src/core/readable";
import type { RefreshFlags } from "../../src/core/service";
import type { SignInWanted } from "../../src/core/sign-in";
import { createBulkRunner } from "../../src/core/run/create-bulk-runner";
import { Pane } from "../../src/taskpane/Pane";
import type { PaneParts, PaneRequest } from "../../src/taskpane/parts";
import { createPageMemory } from "../../src/taskpane/state/create-field-choice";
import { createPaneModel } from "../../src/taskpane/state/create-pane-model";
import { createFakeAnswers } from "./fake-answers";
import { createFakeConnection } from "./fake-connection";
import { createFakeSignIn } from "./fake-sign-in";
import { createFormulas } from "../../src/excel/functions/formulas";
import { createFunctionResult } from "../../src/excel/insert-function/function-result";
import { createMemoryFormulaSheet } from "./memory-formula-sheet";
import { createMemorySheet } from "./memory-sheet";
import { createScriptedEnricher, personNamed, type Script } from "./scripted-enricher";
import { createFakeClock } from "./fake-clock";
import { idleFormulaWork } from "./idle-formula-work";
import { createPaneSpending } from "./pane-spending";

export interface ShownPaneOptions {
  readonly column?: readonly string[];
  readonly script?: Script;
  readonly connection?: ConnectionState;
  readonly signIn?: SignInWanted;
  readonly formulas?: Partial<FormulaWork>;
}

/** The whole pane over a sheet in memory, an enricher of invented people and a clock that stands still. */
export async function showPane(options: ShownPaneOptions = {}) {
  const column = options.column ?? ["Profile", "https://www.linkedin.com/in/ada", "bob@builders.example"];
  const clock = createFakeClock();
  const memory = createMemorySheet(column.map((text) => [text]));
  const enricher = createScriptedEnricher(clock, options.script ?? personNamed);
  const connection = createFakeConnection(options.connection);
  const refreshing = createWritable<RefreshFlags>({});
  const runner = createBulkRunner({ enricher, sheet: memory.sheet, clock, refreshFlags: refreshing.get });
  const request = createWritable<PaneRequest | undefined>(undefined);
  if (column.length > 0) memory.select(0, 0, column.length - 1);
  const paneSpending = createPaneSpending(clock);
  const answers = createFakeAnswers();
  const signIn = createFakeSignIn(options.signIn);
  const isNarrow = createWritable(false);
  const refreshFlags = { chosen: refreshing, choose: refreshing.set };
  const formulaSheet = createMemoryFormulaSheet(memory);
  const resultOf = createFunctionResult(createFormulas({ enricher }));
  const parts: PaneParts = {
    insertFunction: { sheet: formulaSheet.sheet, resultOf },
    ...{ runner, connection, enricher, clock, request, refreshFlags, answers },
    spending: paneSpending.spending,
    signIn: signIn.port,
    formulas: idleFormulaWork(options.formulas),
    ...{ narrowing: { isNarrow, choose: isNarrow.set }, memory: createPageMemory() },
    sharedSets: { read: () => Promise.resolve([]), write: () => Promise.resolve() },
  };
  const model = createPaneModel(parts);
  const { container } = render(<Pane parts={parts} model={model} />);
  const user: UserEvent = userEvent.setup({ delay: null });
  const pass = (ms: number): Promise<void> => act(() => clock.advance(ms));
  /** Something changes outside the pane, and half a second goes by. */
  const change = (work: () => void): Promise<void> =>
    act(() => {
      work();
      return clock.advance(500);
    });
  await pass(500);
  return {
    ...paneSpending,
    refreshing,
    answers,
    signIn,
    clock,
    memory,
    formulaSheet,
    enricher,
    connection,
    runner,
    request,
    model,
    container,
    user,
    pass,
    change,
  };
}

export function region(name: string) {
  return within(screen.getByRole("region", { name }));
}
