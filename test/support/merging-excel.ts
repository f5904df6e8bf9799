import type { ExcelPeople } from "./excel-people";
import { declareSet, typedExcel } from "./typed-excel";

/** Excel as ExcelApi 1.20 has it, which the npm copy of office.js lacks: what one `Excel.run` writes can be one undo step. */
export interface MergingExcel {
  /** How often steps were asked to be merged. */
  readonly asked: number;
  /** Requests within a merged step are refused with this code: all of them, or those that write. */
  refuse(code: string, which?: "all" | "writes"): void;
}

type Run = (
  options: { readonly mergeUndoGroup?: boolean },
  batch: (context: Excel.RequestContext) => Promise<unknown>,
) => Promise<unknown>;

/** Teaches the `Excel` and `Office` of an open workbook to merge undo steps, until it is closed. */
export function mergingExcel(people: ExcelPeople): MergingExcel {
  const { grid } = people.workbook;
  typedExcel(people);
  const page = globalThis as unknown as { readonly Excel: { run: Run } };
  const plainly = page.Excel.run.bind(page.Excel);
  declareSet("1.20");

  let asked = 0;
  let refusal: { readonly code: string; readonly which: "all" | "writes" } | undefined;

  page.Excel.run = ({ mergeUndoGroup = false, ...options }, batch) => {
    if (!mergeUndoGroup) return plainly(options, batch);
    asked += 1;
    return plainly(options, async (context) => {
      const sync = context.sync.bind(context) as () => Promise<undefined>;
      /** Steps of this run that lie on top of each other: what somebody did in between is between them. */
      let merged: { from: number; to: number } | undefined;
      context.sync = (async () => {
        const depth = grid.undoDepth;
        if (refusal?.which === "all") throw refused(refusal.code);
        await sync();
        if (grid.undoDepth === depth) return;
        if (refusal !== undefined) {
          grid.undo();
          throw refused(refusal.code);
        }
        const isOnTop = merged?.to === depth;
        merged = { from: isOnTop ? (merged?.from ?? depth) : depth, to: grid.undoDepth };
        grid.mergeUndoSteps(merged.from);
        merged = { ...merged, to: grid.undoDepth };
      }) as typeof context.sync;
      return batch(context);
    });
  };

  return {
    get asked() {
      return asked;
    },
    refuse: (code, which = "all") => void (refusal = { code, which }),
  };
}

function refused(code: string): Error {
  return Object.assign(new Error("Refused."), { code });
}
