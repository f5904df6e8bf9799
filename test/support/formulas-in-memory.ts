import type { KeptAnswer } from "../../src/core/answer";
import type { Enricher } from "../../src/core/enricher";
import { cellAddress } from "../../src/core/cell-address";
import { createFakeGrid } from "./fake-grid";
import { startOfficeClient } from "./office-client";
import { officeWorkbook } from "./office-workbook";
import { parseRect } from "../../src/workbench/office/address";

/** A sheet of ENRICH formulas under the real office.js, without a browser; values are what the test says they are. */
export function formulasInMemory() {
  const grid = createFakeGrid({ undoSteps: 0 });
  const workbook = officeWorkbook({ grid });
  const client = startOfficeClient(workbook);
  const sheetId = "sheet-1";
  let longestRequest = 0;
  client.beforeRequest = (body) => {
    longestRequest = Math.max(longestRequest, body.length);
  };
  const rectOf = (address: string) => parseRect(address);

  return {
    ...{ grid, workbook, client, sheetId },
    /** Characters of the longest request so far. */
    longestRequest: () => longestRequest,
    set(address: string, rows: readonly (readonly (string | number)[])[]): void {
      const { row, column } = rectOf(address);
      grid.enter(sheetId, { row, column, rowCount: rows.length, columnCount: rows[0]?.length ?? 1 }, rows, "user");
    },
    /** People from G2 down, `=ENRICH.PERSON(Gn,field)` beside each in H, showing `values`. */
    fill(values: readonly (string | number)[], field = "name"): void {
      this.set(
        "G2",
        values.map((_, index) => [`https://www.linkedin.com/in/person-${index}`]),
      );
      this.set(
        "H2",
        values.map((_, index) => [`=ENRICH.PERSON(${cellAddress(index + 1, 6)},"${field}")`]),
      );
      this.answer(
        "H2",
        values.map((value) => [value]),
      );
    },
    answer(address: string, values: readonly (readonly (string | number | boolean | null)[])[]): void {
      const { row, column } = rectOf(address);
      const rect = { row, column, rowCount: values.length, columnCount: values[0]?.length ?? 1 };
      grid.answer(sheetId, rect, values);
    },
    select: (...addresses: readonly string[]) => grid.select(sheetId, addresses.map(rectOf)),
    /** Formulas, or values where there are none, of a column. */
    cells: (address: string) =>
      grid
        .read(sheetId, rectOf(address))
        .flat()
        .map(({ formula, value }) => (formula === "" ? value : formula)),
    names: () => workbook.model.names.inScope(undefined).map(({ name }) => name),
    dispose: () => client.dispose(),
  };
}

/** Answers that are kept, by the slug of a profile URL. */
export function keptBySlug(answers: Readonly<Record<string, KeptAnswer>>): Pick<Enricher, "kept"> {
  return {
    kept: ({ identifier }) => {
      const slug = /[^:/]+(?=\/?$)/u.exec(identifier.key)?.[0] ?? "";
      return Promise.resolve(answers[slug]);
    },
  };
}
