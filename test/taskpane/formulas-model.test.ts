import type { FormulaWork, RefreshPlan } from "../../src/core/formulas/formula-work";
import { createWritable } from "../../src/core/readable";
import type { PaneRequest } from "../../src/taskpane/parts";
import { createFormulasModel } from "../../src/taskpane/state/create-formulas-model";
import { idleFormulaWork } from "../support/idle-formula-work";

const settled = () => new Promise((resolve) => setImmediate(resolve));
const plan: RefreshPlan = {
  ...{ people: 2, known: 0, toAsk: 2, requests: 1, mostCredits: 2, credits: [], formulas: 3, unreadable: 0 },
  ...{ choice: { which: "sheet" }, sheetId: "sheet-1", lookups: [], shownAnew: [] },
};

function modelOver(parts: Partial<FormulaWork>) {
  const request = createWritable<PaneRequest | undefined>(undefined);
  return { request, model: createFormulasModel(idleFormulaWork(parts), request) };
}

describe("the formulas of the pane", () => {
  it("show a price first and ask nobody before a yes, nor after a no", async () => {
    let refreshed = 0;
    const { model } = modelOver({
      planRefresh: () => Promise.resolve(plan),
      refresh: async () => {
        refreshed += 1;
        return idleFormulaWork().refresh(plan, { signal: new AbortController().signal, onProgress: () => undefined });
      },
    });

    model.price({ which: "sheet" });
    await settled();
    expect(model.activity.get()).toEqual({ kind: "priced", plan });
    model.cancel();
    model.confirm();
    await settled();
    expect(refreshed).toBe(0);

    model.price({ which: "sheet" });
    await settled();
    model.confirm();
    model.confirm();
    await settled();
    expect(refreshed).toBe(1);
    expect(model.activity.get().kind).toBe("idle");
  });

  it("take back what was not sent when a refresh is cancelled", async () => {
    let aborted = false;
    const { model } = modelOver({
      planRefresh: () => Promise.resolve(plan),
      refresh: (_, { signal }) => new Promise(() => signal.addEventListener("abort", () => void (aborted = true))),
    });
    model.price({ which: "sheet" });
    await settled();
    model.confirm();
    await settled();

    model.cancel();

    expect(aborted).toBe(true);
    expect(model.activity.get()).toMatchObject({ kind: "asking", isCancelled: true });
  });

  it("do one thing at a time", async () => {
    let frozen = 0;
    const { model } = modelOver({
      repair: () => new Promise(() => undefined),
      freeze: (scope) => {
        frozen += 1;
        return idleFormulaWork().freeze(scope);
      },
    });

    model.repair();
    model.freeze();
    await settled();

    expect(frozen).toBe(0);
  });

  it("say what Excel refused, and go on", async () => {
    const { model } = modelOver({ freeze: () => Promise.reject(new Error("This sheet is protected.")) });

    model.freeze();
    await settled();

    expect(model.result.get()).toEqual({ text: "This sheet is protected.", tone: "warning" });
    expect(model.announcement.get()).toBe("This sheet is protected.");
    expect(model.activity.get().kind).toBe("idle");
  });

  it("follow the ribbon, which means the selection", async () => {
    const scopes: string[] = [];
    const { model, request } = modelOver({
      thaw: (scope) => {
        scopes.push(scope);
        return idleFormulaWork().thaw(scope);
      },
    });
    model.chooseWholeSheet(true);
    model.thaw();
    await settled();

    request.set({ refresh: false, formulas: "thaw" });
    await settled();
    model.close();
    request.set({ refresh: false, formulas: "thaw" });
    await settled();

    expect(scopes).toEqual(["sheet", "selection"]);
  });
});
