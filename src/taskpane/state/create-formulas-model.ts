import type { FormulaCounts, FormulaWork, RefreshChoice, RefreshPlan } from "../../core/formulas/formula-work";
import { createWritable, type Readable } from "../../core/readable";
import {
  freezeResult,
  nothingToRefresh,
  refreshResult,
  repairResult,
  thawResult,
  type FormulaResult,
} from "../formula-work-words";
import type { PaneRequest } from "../parts";

/** What is being done to formulas now. */
export type FormulaActivity =
  | { readonly kind: "idle" }
  | { readonly kind: "working"; readonly words: string }
  /** A refresh with its price, before a yes. */
  | { readonly kind: "priced"; readonly plan: RefreshPlan }
  | { readonly kind: "asking"; readonly done: number; readonly people: number; readonly isCancelled: boolean };

/** The formulas of the sheet as the pane shows them, without React. */
export interface FormulasModel {
  readonly counts: Readable<FormulaCounts | undefined>;
  readonly activity: Readable<FormulaActivity>;
  readonly result: Readable<FormulaResult | undefined>;
  /** What a screen reader is told of it. */
  readonly announcement: Readable<string>;
  /** Freeze and Thaw take the whole sheet instead of the selection. */
  readonly wholeSheet: Readable<boolean>;
  chooseWholeSheet(wholeSheet: boolean): void;
  recount(): void;
  price(choice: RefreshChoice): void;
  /** The yes to the price that is shown. */
  readonly confirm: () => void;
  /** The no to it; while people are asked, takes back what was not sent. */
  readonly cancel: () => void;
  readonly repair: () => void;
  readonly freeze: () => void;
  thaw(options?: { readonly changed: boolean }): void;
  readonly dismiss: () => void;
  close(): void;
}

/** A model over the work that can be done; follows what the ribbon asks for. */
export function createFormulasModel(work: FormulaWork, request?: Readable<PaneRequest | undefined>): FormulasModel {
  const counts = createWritable<FormulaCounts | undefined>(undefined);
  const activity = createWritable<FormulaActivity>({ kind: "idle" });
  const result = createWritable<FormulaResult | undefined>(undefined);
  const announcement = createWritable("");
  result.subscribe(() => announcement.set(result.get()?.text ?? ""));
  const wholeSheet = createWritable(false);
  let withdraw = new AbortController();

  const scope = (): "selection" | "sheet" => (wholeSheet.get() ? "sheet" : "selection");
  const where = (): string => (wholeSheet.get() ? "on this sheet" : "in the selection");

  function recount(): void {
    // What cannot be counted is not shown.
    work.counts().then(
      (now) => counts.set(now),
      () => counts.set(undefined),
    );
  }

  /** One thing at a time; a price that waits for an answer gives way. */
  async function during(words: string, step: () => Promise<FormulaResult | undefined>): Promise<void> {
    const { kind } = activity.get();
    if (kind === "working" || kind === "asking") return;
    result.set(undefined);
    activity.set({ kind: "working", words });
    let said: FormulaResult | undefined;
    try {
      said = await step();
    } catch (error) {
      said = { text: error instanceof Error ? error.message : "Excel did not allow it.", tone: "warning" };
    }
    if (activity.get().kind !== "priced") activity.set({ kind: "idle" });
    result.set(said);
    recount();
  }

  /** `quietly` where the ribbon means whatever is selected: a column of addresses has its own quote. */
  function price(choice: RefreshChoice, quietly = false): void {
    void during("Counting what it would cost…", async () => {
      const plan = await work.planRefresh(choice);
      if (plan.formulas === 0) return quietly && plan.unreadable === 0 ? undefined : nothingToRefresh(plan);
      activity.set({ kind: "priced", plan });
      return undefined;
    });
  }

  function confirm(): void {
    const priced = activity.get();
    if (priced.kind !== "priced") return;
    const { plan } = priced;
    withdraw = new AbortController();
    const { signal } = withdraw;
    const show = (done: number): void =>
      activity.set({ kind: "asking", done, people: plan.people, isCancelled: signal.aborted });
    void during("Asking…", async () => {
      show(0);
      return refreshResult(await work.refresh(plan, { signal, onProgress: show }));
    });
  }

  function cancel(): void {
    const now = activity.get();
    if (now.kind === "priced") activity.set({ kind: "idle" });
    if (now.kind !== "asking") return;
    activity.set({ ...now, isCancelled: true });
    withdraw.abort();
  }

  function repair(): void {
    void during("Looking for stuck formulas…", async () => repairResult(await work.repair()));
  }

  function freeze(): void {
    const words = where();
    void during("Freezing…", async () => freezeResult(await work.freeze(scope()), words));
  }

  function thaw(options: { readonly changed: boolean } = { changed: false }): void {
    const words = where();
    void during("Thawing…", async () => thawResult(await work.thaw(scope(), options), words));
  }

  function follow(): void {
    const asked = request?.get();
    if (asked === undefined) return;
    // The ribbon means what is selected.
    wholeSheet.set(false);
    if (asked.formulas !== undefined) ribbon[asked.formulas]();
    else if (asked.refresh) price({ which: "selection" }, true);
  }
  const ribbon: Readonly<Record<NonNullable<PaneRequest["formulas"]>, () => void>> = {
    refresh_sheet: () => price({ which: "sheet" }),
    refresh_errors: () => price({ which: "errors" }),
    repair,
    freeze,
    thaw: () => thaw(),
  };

  const end = request?.subscribe(follow);
  follow();
  return {
    ...{ counts, activity, result, announcement, wholeSheet, recount, price, confirm, cancel, repair, freeze, thaw },
    chooseWholeSheet: (whole) => wholeSheet.set(whole),
    dismiss: () => result.set(undefined),
    close: () => end?.(),
  };
}
