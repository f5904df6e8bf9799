import { createRoot } from "react-dom/client";
import { createWritable } from "../../../src/core/readable";
import type { RefreshFlags } from "../../../src/core/service";
import { Pane } from "../../../src/taskpane/Pane";
import type { PaneParts } from "../../../src/taskpane/parts";
import { createPageMemory } from "../../../src/taskpane/state/create-field-choice";
import { createPaneModel } from "../../../src/taskpane/state/create-pane-model";
import { createFakeAnswers } from "../fake-answers";
import { createFakeConnection } from "../fake-connection";
import { createFakeSignIn, entraWanted } from "../fake-sign-in";
import { idleFormulaWork } from "../idle-formula-work";
import { createMemoryFormulaSheet } from "../memory-formula-sheet";
import { createMemorySheet } from "../memory-sheet";
import { createPaneSpending } from "../pane-spending";
import { createScriptedEnricher, personNamed } from "../scripted-enricher";
import { createScriptedRunner, selectionOf } from "../scripted-runner";
import { scenes } from "./scenes";

/** The real pane over a runner that says what the scene in the address wants; for pictures and for what needs a browser. */
const scene = scenes[new URL(location.href).searchParams.get("scene") ?? "selected"];
if (scene === undefined) throw new Error("There is no scene of this name.");
const clock = {
  now: () => Date.now(),
  sleep: (delayMs: number) => new Promise<void>((resolve) => void setTimeout(resolve, delayMs)),
};
const scripted = createScriptedRunner(selectionOf());
const spending = createPaneSpending(clock);
scene.arrange(scripted, spending);
const signIn = createFakeSignIn(scene.wanted ?? entraWanted, scene.signInEnds);
if (scene.signedIn !== undefined) signIn.who.set(scene.signedIn);
const answers = createFakeAnswers();
if (scene.storeProblem !== undefined) answers.health.set({ status: "memory_only", problem: scene.storeProblem });
answers.isUndeleted.set(scene.isUndeleted ?? false);
const narrow = createWritable(false);
const refreshing = createWritable<RefreshFlags>({});
const parts: PaneParts = {
  ...{ runner: scripted.runner, clock, memory: createPageMemory() },
  connection: createFakeConnection(scene.connection),
  signIn: signIn.port,
  enricher: createScriptedEnricher(clock, personNamed),
  formulas: idleFormulaWork(),
  answers,
  insertFunction: {
    sheet: createMemoryFormulaSheet(createMemorySheet([])).sheet,
    resultOf: () => Promise.resolve([]),
  },
  spending: spending.spending,
  refreshFlags: { chosen: refreshing, choose: refreshing.set },
  narrowing: { isNarrow: narrow, choose: narrow.set },
  sharedSets: { read: () => Promise.resolve([]), write: () => Promise.resolve() },
  insertExamples: () => Promise.resolve(),
  openHelp: () => undefined,
};
const root = document.getElementById("pane");
if (root === null) throw new Error("The page has no place for the pane.");
createRoot(root).render(<Pane parts={parts} model={createPaneModel(parts)} />);
