import { type CellInput, type Grid, type GridChange, GridError, type Rect } from "../../src/workbench/grid";

/** A grid to try, fresh: one empty sheet. */
export interface GridUnderTest {
  readonly grid: Grid;
  /** Resolves when the changes made so far have been told. */
  told(): Promise<void>;
}

export interface GridCheck {
  readonly name: string;
  /** Throws where the promise is broken. */
  run(subject: GridUnderTest): Promise<void>;
}

const check = (name: string, run: (subject: Scene) => void | Promise<void>): GridCheck => ({
  name,
  run: async (subject) => run(sceneOn(subject)),
});

/** What every grid under the object model promises, for any test runner, in Node or in a page. */
export const GRID_CONTRACT: readonly GridCheck[] = [
  check("starts with one empty sheet, active and selected", ({ grid, sheet }) => {
    equal(grid.sheets().length, 1);
    equal(grid.activeSheetId(), sheet);
    equal(grid.usedRect(sheet), undefined);
    equal(grid.selection().sheetId, sheet);
    equal(grid.isProtected(sheet), false);
  }),
  check("keeps numbers, texts and booleans with their kinds", ({ enter, kinds, values }) => {
    enter("A1", [[1.5, "two", true]]);

    equal(values("A1", 1, 3), [[1.5, "two", true]]);
    equal(kinds("A1", 1, 3), [["number", "text", "boolean"]]);
  }),
  check("reads cells that were never filled as empty", ({ grid, sheet }) => {
    const [[cell] = []] = grid.read(sheet, at("C3"));

    equal([cell?.kind, cell?.value, cell?.text, cell?.formula, cell?.numberFormat], ["empty", "", "", "", "General"]);
  }),
  check("turns what starts with = + or - into a formula", ({ enter, formulas }) => {
    enter("A1", [["=1+1", "+A1", "-A1"]]);

    equal(formulas("A1", 1, 3), [["=1+1", "=+A1", "=-A1"].map(withoutPlus)]);
  }),
  check("takes signed numbers for numbers", ({ enter, values, formulas }) => {
    enter("A1", [["-5", "+3"]]);

    equal(values("A1", 1, 2), [[-5, 3]]);
    equal(formulas("A1", 1, 2), [["", ""]]);
  }),
  check("keeps apostrophed text as text, without the apostrophe", ({ enter, values, formulas, kinds }) => {
    enter("A1", [["'=1+1", "'007"]]);

    equal(values("A1", 1, 2), [["=1+1", "007"]]);
    equal(formulas("A1", 1, 2), [["", ""]]);
    equal(kinds("A1", 1, 2), [["text", "text"]]);
  }),
  check("keeps text under the format @, whatever it looks like", ({ grid, sheet, enter, values, formulas, kinds }) => {
    const row = { row: 0, column: 0, rowCount: 1, columnCount: 5 };
    grid.setNumberFormat(sheet, row, [["@", "@", "@", "@", "@"]]);
    enter("A1", [["=1+1", "+44 20", "-x", "007", "@SUM(1)"]]);

    equal(values("A1", 1, 5), [["=1+1", "+44 20", "-x", "007", "@SUM(1)"]]);
    equal(formulas("A1", 1, 5), [["", "", "", "", ""]]);
    equal(kinds("A1", 1, 5), [["text", "text", "text", "text", "text"]]);
  }),
  check("reads typed numbers as numbers", ({ enter, values }) => {
    enter("A1", [["007", "2.5"]]);

    equal(values("A1", 1, 2), [[7, 2.5]]);
  }),
  check("leaves a cell alone for null, and clears it for an empty text", ({ enter, values, kinds }) => {
    enter("A1", [["kept", "cleared"]]);
    enter("A1", [[null, ""]]);

    equal(values("A1", 1, 2), [["kept", ""]]);
    equal(kinds("A1", 1, 2), [["text", "empty"]]);
  }),
  check("replaces a formula by a value", ({ enter, values, formulas }) => {
    enter("A1", [["=1+1"]]);
    enter("A1", [[7]]);

    equal(values("A1", 1, 1), [[7]]);
    equal(formulas("A1", 1, 1), [[""]]);
  }),
  check("grows when cells below and right of what is drawn are filled", ({ grid, sheet, enter, values }) => {
    const { rows, columns } = grid.size(sheet);
    const far = { row: rows + 10, column: columns + 2, rowCount: 1, columnCount: 1 };
    grid.enter(sheet, far, [["far"]], "user");
    enter("A1", [["near"]]);

    equal(grid.read(sheet, far)[0]?.[0]?.value, "far");
    equal(grid.size(sheet).rows > rows + 10 && grid.size(sheet).columns > columns + 2, true);
    equal(values("A1", 1, 1), [["near"]]);
  }),
  check("names the smallest block that is used", ({ grid, sheet, enter }) => {
    enter("B2", [["a"]]);
    enter("D5", [[1]]);

    equal(grid.usedRect(sheet), { row: 1, column: 1, rowCount: 4, columnCount: 3 });
  }),
  check("keeps number formats and shows numbers by them", ({ grid, sheet, enter }) => {
    enter("A1", [[0.5]]);
    grid.setNumberFormat(sheet, at("A1"), [["0.00"]]);

    equal(grid.read(sheet, at("A1"))[0]?.[0]?.numberFormat, "0.00");
    equal(grid.read(sheet, at("A1"))[0]?.[0]?.value, 0.5);
  }),
  check("adds styles to those that are there", ({ grid, sheet }) => {
    grid.setStyle(sheet, at("A1"), { bold: true });
    grid.setStyle(sheet, at("A1"), { fill: "#FF0000" });

    equal(grid.style(sheet, 0, 0).bold, true);
    equal(grid.style(sheet, 0, 0).fill?.toUpperCase(), "#FF0000");
    equal(grid.style(sheet, 5, 5).bold ?? false, false);
  }),
  check("keeps column widths", ({ grid, sheet }) => {
    grid.setColumnWidth(sheet, 1, 2, 120);

    equal([grid.columnWidth(sheet, 1), grid.columnWidth(sheet, 2)], [120, 120]);
  }),
  check("clears contents, formats or both", ({ grid, sheet, enter, values }) => {
    enter("A1", [["a", "b"]]);
    grid.setStyle(sheet, { ...at("A1"), columnCount: 2 }, { bold: true });
    grid.clear(sheet, at("A1"), "contents", "user");
    grid.clear(sheet, at("B1"), "formats", "user");

    equal(values("A1", 1, 2), [["", "b"]]);
    equal([grid.style(sheet, 0, 0).bold ?? false, grid.style(sheet, 0, 1).bold ?? false], [true, false]);
  }),
  check("moves cells when rows come and go", ({ grid, sheet, enter, values }) => {
    enter("A1", [["one"], ["two"], ["three"]]);
    grid.insertRows(sheet, 1, 2, "user");
    equal(values("A1", 5, 1), [["one"], [""], [""], ["two"], ["three"]]);

    grid.deleteRows(sheet, 0, 3, "user");
    equal(values("A1", 3, 1), [["two"], ["three"], [""]]);
  }),
  check("moves cells when columns come and go", ({ grid, sheet, enter, values }) => {
    enter("A1", [["one", "two"]]);
    grid.insertColumns(sheet, 1, 1, "user");
    equal(values("A1", 1, 3), [["one", "", "two"]]);

    grid.deleteColumns(sheet, 0, 2, "user");
    equal(values("A1", 1, 2), [["two", ""]]);
  }),
  check("sorts whole rows of a block, ascending, blanks last", ({ grid, sheet, enter, values }) => {
    enter("A1", [
      ["b", 2],
      ["", 9],
      ["a", 1],
      ["C", 3],
    ]);
    grid.sort(sheet, { row: 0, column: 0, rowCount: 4, columnCount: 2 }, 0, "user");

    equal(values("A1", 4, 2), [
      ["a", 1],
      ["b", 2],
      ["C", 3],
      ["", 9],
    ]);
  }),
  check("hides the rows a filter does not want, and shows them again", ({ grid, sheet, enter }) => {
    enter("A1", [["head"], ["x"], ["y"], ["x"]]);
    const rect = { row: 0, column: 0, rowCount: 4, columnCount: 1 };
    grid.filter(sheet, rect, 0, "x");
    equal(
      [1, 2, 3].map((row) => grid.isRowHidden(sheet, row)),
      [false, true, false],
    );

    grid.filter(sheet, rect, 0, undefined);
    equal(
      [1, 2, 3].map((row) => grid.isRowHidden(sheet, row)),
      [false, false, false],
    );
  }),
  check("fills the first row of a block down", ({ grid, sheet, enter, values }) => {
    enter("A1", [["same"]]);
    grid.fillDown(sheet, { row: 0, column: 0, rowCount: 3, columnCount: 1 });

    equal(values("A1", 3, 1), [["same"], ["same"], ["same"]]);
  }),
  check("undoes a block of inputs as one step, and does it again", ({ grid, enter, values }) => {
    enter("A1", [["a", "b"]]);
    enter("A1", [["c", "d"]]);
    grid.undo();
    equal(values("A1", 1, 2), [["a", "b"]]);

    grid.redo();
    equal(values("A1", 1, 2), [["c", "d"]]);
  }),
  check("refuses edits of a protected sheet", ({ grid, sheet, enter, values }) => {
    enter("A1", [["a"]]);
    grid.protectSheet(sheet, true);

    equal(grid.isProtected(sheet), true);
    refuses("AccessDenied", () => enter("A1", [["b"]]));
    refuses("AccessDenied", () => grid.clear(sheet, at("A1"), "contents", "addin"));
    refuses("AccessDenied", () => grid.insertRows(sheet, 0, 1, "addin"));
    refuses("AccessDenied", () => grid.setNumberFormat(sheet, at("A1"), [["@"]]));
    equal(values("A1", 1, 1), [["a"]]);

    grid.protectSheet(sheet, false);
    enter("A1", [["b"]]);
    equal(values("A1", 1, 1), [["b"]]);
  }),
  check("adds, names, activates, copies and deletes sheets", ({ grid, sheet, enter }) => {
    enter("A1", [["copied"]]);
    const second = grid.addSheet("Second");
    equal(
      grid
        .sheets()
        .map(({ name }) => name)
        .includes("Second"),
      true,
    );
    refuses("ItemAlreadyExists", () => grid.addSheet("second"));

    grid.renameSheet(second, "Renamed");
    grid.activateSheet(second);
    equal(grid.activeSheetId(), second);

    const copy = grid.copySheet(sheet);
    equal(grid.read(copy, at("A1"))[0]?.[0]?.value, "copied");
    const nameOf = (id: string): string | undefined => grid.sheets().find((found) => found.id === id)?.name;
    equal(nameOf(copy), `${nameOf(sheet) ?? ""} (2)`);
    equal(nameOf(grid.copySheet(copy)), `${nameOf(sheet) ?? ""} (3)`);

    grid.deleteSheet(second);
    equal(
      grid.sheets().some(({ id }) => id === second),
      false,
    );
    refuses("ItemNotFound", () => grid.read("no such sheet", at("A1")));
  }),
  check("selects several blocks", ({ grid, sheet }) => {
    const rects = [at("A1"), { row: 2, column: 1, rowCount: 3, columnCount: 1 }];
    grid.select(sheet, rects);

    equal(grid.selection(), { sheetId: sheet, rects });
  }),
  check("keeps what is selected on its cells while others insert and delete lines", ({ grid, sheet }) => {
    const selected = (): Rect | undefined => grid.selection().rects[0];
    const others = ["coauthor", "addin"] as const;
    for (const source of others) {
      grid.select(sheet, [{ row: 2, column: 1, rowCount: 5, columnCount: 1 }]);

      grid.insertRows(sheet, 4, 2, source);
      equal(selected(), { row: 2, column: 1, rowCount: 7, columnCount: 1 });
      grid.insertRows(sheet, 0, 1, source);
      grid.insertColumns(sheet, 2, 1, source);
      equal(selected(), { row: 3, column: 1, rowCount: 7, columnCount: 1 });
      grid.deleteRows(sheet, 0, 4, source);
      grid.deleteColumns(sheet, 0, 1, source);
      equal(selected(), { row: 0, column: 0, rowCount: 6, columnCount: 1 });
      grid.deleteRows(sheet, 0, 6, source);
      equal(selected(), { row: 0, column: 0, rowCount: 1, columnCount: 1 });
    }
  }),
  check("tells of edits after the turn, with who did it", async ({ grid, sheet, enter, told, changes }) => {
    enter("B2", [["x"]], "coauthor");
    equal(changes.length, 0);
    await told();

    equal(changes.map(summary), [`edited ${sheet} 1,1 1x1 coauthor`]);
    equal(grid.busyCells().length, 0);
  }),
  check("tells of lines that came, went or were sorted, once each", async ({ grid, sheet, enter, told, changes }) => {
    enter("A1", [["b"], ["a"], ["c"]]);
    await told();
    changes.length = 0;

    grid.insertRows(sheet, 3, 2, "user");
    grid.deleteRows(sheet, 4, 1, "addin");
    grid.insertColumns(sheet, 1, 1, "coauthor");
    grid.deleteColumns(sheet, 1, 1, "user");
    await told();
    const linesOf = ({ rect }: { readonly rect: Rect }, type: string) =>
      type.startsWith("rows") ? `${rect.row}+${rect.rowCount}` : `${rect.column}+${rect.columnCount}`;
    const structural = changes.flatMap((change) =>
      "source" in change && change.type !== "edited"
        ? [`${change.type} ${linesOf(change, change.type)} ${change.source}`]
        : [],
    );
    equal(structural, [
      "rowsInserted 3+2 user",
      "rowsDeleted 4+1 addin",
      "columnsInserted 1+1 coauthor",
      "columnsDeleted 1+1 user",
    ]);
    changes.length = 0;

    grid.sort(sheet, { row: 0, column: 0, rowCount: 3, columnCount: 1 }, 0, "user");
    await told();
    equal(changes.map(({ type }) => type).includes("rowsSorted"), true);
  }),
  check("tells of sheets and selections", async ({ grid, sheet, told, changes }) => {
    const second = grid.addSheet();
    grid.activateSheet(second);
    grid.activateSheet(sheet);
    grid.select(sheet, [{ row: 4, column: 2, rowCount: 1, columnCount: 1 }]);
    grid.deleteSheet(second);
    await told();

    const types = changes.map(({ type, sheetId }) => `${type} ${sheetId}`);
    equal(types.includes(`sheetAdded ${second}`), true);
    equal(types.includes(`sheetActivated ${second}`), true);
    equal(types.includes(`sheetDeleted ${second}`), true);
    equal(
      changes.some((change) => change.type === "selected" && change.rects[0]?.row === 4),
      true,
    );
  }),
  check("stops telling those who no longer listen", async ({ grid, enter, told }) => {
    let heard = 0;
    const stop = grid.onChange(() => {
      heard += 1;
    });
    stop();
    enter("A1", [[1]]);
    await told();

    equal(heard, 0);
  }),
];

interface Scene extends GridUnderTest {
  readonly sheet: string;
  readonly changes: GridChange[];
  enter(address: string, inputs: readonly (readonly CellInput[])[], source?: "user" | "coauthor" | "addin"): void;
  values(address: string, rows: number, columns: number): unknown[][];
  formulas(address: string, rows: number, columns: number): string[][];
  kinds(address: string, rows: number, columns: number): string[][];
}

function sceneOn({ grid, told }: GridUnderTest): Scene {
  const sheet = grid.activeSheetId();
  const changes: GridChange[] = [];
  grid.onChange((change) => changes.push(change));
  const read = (address: string, rowCount: number, columnCount: number) =>
    grid.read(sheet, { ...at(address), rowCount, columnCount });
  return {
    grid,
    told,
    sheet,
    changes,
    enter(address, inputs, source = "user") {
      const rect = { ...at(address), rowCount: inputs.length, columnCount: inputs[0]?.length ?? 0 };
      grid.enter(sheet, rect, inputs, source);
    },
    values: (...block) => read(...block).map((row) => row.map(({ value }) => value)),
    formulas: (...block) => read(...block).map((row) => row.map(({ formula }) => formula).map(withoutPlus)),
    kinds: (...block) => read(...block).map((row) => row.map(({ kind }) => kind)),
  };
}

/** `C3` as a block; one letter is enough here. */
function at(address: string): Rect {
  return { row: Number(address.slice(1)) - 1, column: address.charCodeAt(0) - 65, rowCount: 1, columnCount: 1 };
}

/** Excel keeps the plus of `=+A1`, other engines drop it: both are right. */
const withoutPlus = (formula: string): string => formula.replace(/^=\+/u, "=");

function summary(change: GridChange): string {
  if (!("source" in change)) return change.type;
  const { row, column, rowCount, columnCount } = change.rect;
  return `${change.type} ${change.sheetId} ${row},${column} ${rowCount}x${columnCount} ${change.source}`;
}

function equal(actual: unknown, expected: unknown): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`Expected ${wanted}, found ${found}.`);
}

function refuses(code: string, act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (error instanceof GridError && error.code === code) return;
    throw error;
  }
  throw new Error(`Expected a refusal with ${code}.`);
}
