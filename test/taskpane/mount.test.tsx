/** @jest-environment @happy-dom/jest-environment */
import { act, screen } from "@testing-library/react";
import { createWritable } from "../../src/core/readable";
import { createBulkRunner } from "../../src/core/run/create-bulk-runner";
import { createPageMemory } from "../../src/taskpane/state/create-field-choice";
import { mountPane } from "../../src/taskpane/mount";
import { createFakeAnswers } from "../support/fake-answers";
import { createFakeConnection } from "../support/fake-connection";
import { createFakeSignIn } from "../support/fake-sign-in";
import { createMemoryFormulaSheet } from "../support/memory-formula-sheet";
import { createMemorySheet } from "../support/memory-sheet";
import { idleFormulaWork } from "../support/idle-formula-work";
import { createPaneSpending } from "../support/pane-spending";
import { createScriptedEnricher, personNamed } from "../support/scripted-enricher";
import { createFakeClock } from "../support/fake-clock";

it("mounts the pane into an element, opens help, and leaves nothing behind", async () => {
  const clock = createFakeClock();
  const enricher = createScriptedEnricher(clock, personNamed);
  const memory = createMemorySheet([]);
  const runner = createBulkRunner({ enricher, sheet: memory.sheet, clock });
  const insertFunction = { sheet: createMemoryFormulaSheet(memory).sheet, resultOf: jest.fn() };
  const openHelp = jest.fn();
  const element = document.body.appendChild(document.createElement("div"));
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

  let unmount = (): void => undefined;
  await act(async () => {
    const connection = createFakeConnection();
    const { spending } = createPaneSpending(clock);
    const formulas = idleFormulaWork();
    const refreshFlags = { chosen: createWritable({}), choose: jest.fn() };
    const answers = createFakeAnswers();
    const narrowing = { isNarrow: createWritable(false), choose: jest.fn() };
    const sharedSets = { read: () => Promise.resolve([]), write: jest.fn() };
    const parts = { runner, enricher, connection, clock, spending, refreshFlags, narrowing, sharedSets, formulas };
    unmount = mountPane(element, {
      ...parts,
      signIn: createFakeSignIn().port,
      answers,
      insertFunction,
      memory: createPageMemory(),
      openHelp,
    });
    await clock.advance(500);
  });
  screen.getByRole("button", { name: "Help" }).click();
  expect(openHelp).toHaveBeenCalledTimes(1);
  expect(screen.getAllByRole("region")).toHaveLength(8);

  act(unmount);

  expect(element.childElementCount).toBe(0);
});
