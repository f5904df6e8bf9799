import { type CellReference, parseReference, referenceText } from "../../core/formulas/cell-reference";
import type { FormulaChoice } from "../../core/formulas/plan-formula";
import { parseIdentifier } from "../../core/identifier";
import { createWritable, type Readable } from "../../core/readable";
import type { SelectionView } from "../../core/run/selection-view";
import type { PaneParts } from "../parts";
import { counted } from "../words";
import { callFor, cellAt, drawFormula, noIdentifier, problem, sentenceOf } from "./draw-formula";
import type { FormulaDraft, ReadyDraft } from "./formula-draft";

/** "Insert function": what is chosen, and the formula it comes to. */
export interface FormulaBuilder {
  /** As typed, or the first identifier of the selection. */
  readonly identifierText: Readable<string>;
  /** As typed; empty for the first free cell. */
  readonly targetText: Readable<string>;
  readonly choice: Readable<FormulaChoice>;
  readonly draft: Readable<FormulaDraft>;
  /** A person agreed to write over what the draft names; taken back when the draft changes. */
  readonly overwrite: Readable<boolean>;
  /** What was written last, or why not; empty before. */
  readonly outcome: Readable<FormulaOutcome | undefined>;
  typeIdentifier(text: string): void;
  typeTarget(text: string): void;
  choose(changed: Partial<FormulaChoice>): void;
  setOverwrite(overwrite: boolean): void;
  useSelectedCell(): void;
  /** Looks the first person up, at the price the draft names. */
  showResult(): void;
  insert(): void;
  close(): void;
}

export interface FormulaOutcome {
  readonly isWritten: boolean;
  readonly sentence: string;
}

const changesRestMs = 200;

/** The builder over its parts; it asks nobody until `showResult` or `insert`. */
export function createFormulaBuilder(
  parts: Pick<PaneParts, "insertFunction" | "runner" | "enricher" | "clock">,
): FormulaBuilder {
  const { insertFunction } = parts;
  const { sheet } = insertFunction;
  const identifierText = createWritable("");
  const targetText = createWritable("");
  const overwrite = createWritable(false);
  const outcome = createWritable<FormulaOutcome | undefined>(undefined);
  const draft = createWritable<FormulaDraft>(noIdentifier);
  const choice = createWritable<FormulaChoice>({
    functionName: "PERSON",
    fields: ["basic_profile.name"],
    list: "",
    options: {},
    oneCellPerField: false,
    fillDown: false,
  });
  /** Whether the identifier follows the selection: until somebody names a cell. */
  let follows = true;
  let counts = 0;

  async function redraw(): Promise<void> {
    const mine = ++counts;
    const reading = parseReference(identifierText.get());
    if (reading.status === "blank") {
      draft.set(noIdentifier);
      return;
    }
    draft.set({ status: "working", previous: latest(draft.get()) });
    await parts.clock.sleep(changesRestMs);
    if (mine !== counts) return;
    const next =
      reading.status === "invalid"
        ? problem("identifier", reading.reason)
        : await drawFormula(parts, { named: reading.reference, target: targetText.get(), choice: choice.get() }).catch(
            (error: unknown) => problem("identifier", sentenceOf(error)),
          );
    if (mine !== counts) return;
    if (!isSamePlace(latest(draft.get()), next)) overwrite.set(false);
    draft.set(next);
  }

  function changed(): void {
    outcome.set(undefined);
    void redraw();
  }

  function followSelection(): void {
    if (!follows) return;
    const found = firstIdentifier(parts.runner.selection.get());
    if (found === undefined || found === identifierText.get()) return;
    identifierText.set(found);
    targetText.set("");
    changed();
  }

  async function takeSelected(): Promise<void> {
    try {
      const selected = await sheet.selected();
      identifierText.set(referenceText(await narrowed(selected)));
      targetText.set("");
      changed();
    } catch (error) {
      draft.set(problem("identifier", sentenceOf(error)));
    }
  }

  /** Of several selected cells the first identifier, unless a table is wanted of them. */
  async function narrowed(selected: CellReference): Promise<CellReference> {
    if (selected.rowCount === 1) return cellAt(selected, selected.sheetName);
    const { cells } = await sheet.columnFrom(selected);
    const inside = cells.slice(0, selected.rowCount);
    const people = inside.filter(({ text }) => parseIdentifier(text).status === "identifier");
    const row = people[0]?.row ?? selected.row;
    const first = cellAt({ row, column: selected.column }, selected.sheetName);
    if (choice.get().functionName !== "PEOPLE") return first;
    return { ...first, rowCount: (people.at(-1)?.row ?? row) - row + 1 };
  }

  async function ask(ready: ReadyDraft): Promise<void> {
    draft.set({ status: "working", previous: ready });
    const mine = ++counts;
    const result = await insertFunction.resultOf(callFor(ready.first.value, choice.get()), true).catch(() => undefined);
    if (mine !== counts) return;
    // A list may need more rows than were thought of.
    draft.set({ ...ready, result });
    if (result !== undefined) void redraw();
  }

  async function write(ready: ReadyDraft): Promise<void> {
    draft.set({ status: "working", previous: ready });
    const mine = ++counts;
    const done = await sheet.write(ready.area, ready.formulas, ready.content).then(
      () => ({ isWritten: true, sentence: writtenSentence(ready) }),
      (error: unknown) => ({ isWritten: false, sentence: sentenceOf(error) }),
    );
    outcome.set(done);
    overwrite.set(false);
    if (done.isWritten) targetText.set("");
    if (mine === counts) void redraw();
  }

  function writtenSentence({ formulas, targetText: place }: ReadyDraft): string {
    return formulas.length === 1
      ? `Written into ${place}.`
      : `${counted(formulas.length, "formula")} written, first into ${place}.`;
  }

  const endings = [parts.runner.selection.subscribe(followSelection)];
  followSelection();

  return {
    ...{ identifierText, targetText, choice, draft, overwrite, outcome },
    typeIdentifier(text) {
      follows = false;
      identifierText.set(text);
      changed();
    },
    typeTarget(text) {
      targetText.set(text);
      changed();
    },
    choose(part) {
      choice.set({ ...choice.get(), ...part });
      changed();
    },
    setOverwrite: (isAgreed) => overwrite.set(isAgreed),
    useSelectedCell() {
      follows = false;
      void takeSelected();
    },
    showResult() {
      const now = draft.get();
      if (now.status === "ready") void ask(now);
    },
    insert() {
      const now = draft.get();
      if (now.status === "ready" && (now.content.count === 0 || overwrite.get())) void write(now);
    },
    close() {
      for (const end of endings) end();
    },
  };
}

function latest(draft: FormulaDraft): ReadyDraft | undefined {
  if (draft.status === "ready") return draft;
  return draft.status === "working" ? draft.previous : undefined;
}

/** Whether an agreement to write over cells still holds. */
function isSamePlace(before: ReadyDraft | undefined, now: FormulaDraft): boolean {
  if (before === undefined || now.status !== "ready") return false;
  return (
    before.targetText === now.targetText &&
    before.content.fingerprint === now.content.fingerprint &&
    before.area.rows.length === now.area.rows.length
  );
}

function firstIdentifier(selection: SelectionView | undefined): string | undefined {
  if (selection === undefined) return undefined;
  const { sheetName, column, cells } = selection.column;
  const found = cells.find(({ text }) => parseIdentifier(text).status === "identifier");
  return found && referenceText(cellAt({ row: found.row, column }, sheetName));
}
