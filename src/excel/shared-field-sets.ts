import { SheetError } from "../core/run/sheet";
import { runExcel } from "./office";
import { readFieldSets, type KeptFieldSet } from "./storage/pane-memory-store";

const setting = "Enrich.FieldSets";

/** Field sets inside the workbook, in its settings: names and field paths, never anything else. */
export function createSharedFieldSets() {
  async function read(): Promise<readonly KeptFieldSet[]> {
    return runExcel(async (context) => {
      const found = context.workbook.settings.getItemOrNullObject(setting);
      found.load("value");
      await context.sync();
      return found.isNullObject ? [] : readFieldSets(found.value);
    });
  }

  return {
    read,
    async write(sets: readonly KeptFieldSet[]): Promise<void> {
      await runExcel(async (context) => {
        context.workbook.settings.add(setting, sets);
        await context.sync();
      });
      // Excel on the Mac has been seen to drop settings without a word.
      if ((await read()).length !== sets.length) {
        throw new SheetError("excel_refused", "The workbook did not keep the field sets.");
      }
    },
  };
}
