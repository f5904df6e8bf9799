import { SheetError } from "../core/run/sheet";
import { runExcel } from "./office";

/** People whom the sandbox has invented. */
export const examplePeople: readonly string[] = [
  "https://www.linkedin.com/in/mira-solvang-example",
  "https://www.linkedin.com/in/renato-kowalczuk-example",
  "https://www.linkedin.com/in/leonie-ahrens-example",
  "https://www.linkedin.com/in/nakamura-kenichi-example",
  "https://www.linkedin.com/in/emre-schauffele-example",
  "https://www.linkedin.com/in/vikram-rathore-example",
];

/**
 * Writes a header and invented people from the selected cell down, and selects them. Rejects with a sentence where
 * something stands there.
 */
export async function insertExamplePeople(): Promise<void> {
  await runExcel(async (context) => {
    const column = [["Profile"], ...examplePeople.map((person) => [person])];
    const place = context.workbook.getActiveCell().getAbsoluteResizedRange(column.length, 1);
    place.load("values");
    await context.sync();
    if (place.values.flat().some((value) => value !== "")) {
      throw new SheetError("excel_refused", "Something stands in the cells below. Select an empty cell, then insert.");
    }
    place.values = column;
    place.select();
    await context.sync();
  });
}
