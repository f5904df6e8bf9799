import type { Lookup } from "../enricher";
import { resolveFields, sectionsOfPaths } from "../field-path";
import { parseIdentifier, type Identifier } from "../identifier";
import { resolveList } from "../list-path";
import { type CellReference, referenceText } from "./cell-reference";
import { composeFormula, fieldsText, type LookupFunction, type WrittenOptions } from "./compose-formula";
import type { ColumnCells, FormulaArea, FormulaCell } from "./formula-sheet";

/** What a person chose for a formula. */
export interface FormulaChoice {
  readonly functionName: LookupFunction;
  /** Field paths, in column order; not for LIST. */
  readonly fields: readonly string[];
  /** The path of a list; only for LIST. */
  readonly list: string;
  readonly options: WrittenOptions;
  /** Several fields in a cell each rather than in one formula that spills; only for PERSON. */
  readonly oneCellPerField: boolean;
  /** A formula for every identifier below as well; only for PERSON. */
  readonly fillDown: boolean;
}

/** A formula ready to be priced and placed. */
export interface FormulaPlan {
  /** Of the first person, or of the whole column. */
  readonly formula: string;
  /** 0-based: where the formula belongs so that values stand beside their people; -1 where there is no such row. */
  readonly homeRow: number;
  readonly columnCount: number;
  /** Whom the first row is about. */
  readonly first: Identifier;
  /** What all of it would ask for, in the order of rows. */
  readonly lookups: readonly Lookup[];
  /** Different cells below the first that hold an identifier. */
  readonly below: number;
  /** The cells that formula and spill will take, and the formulas in them; `listRows` is how many a list has. */
  place(row: number, column: number, listRows: number): Placement;
}

export interface Placement {
  readonly area: FormulaArea;
  readonly formulas: readonly FormulaCell[];
  /** Formulas would be read by the cells they stand in. */
  readonly isCircular: boolean;
}

/** A plan, or a sentence on what is missing or wrong, and about which choice. */
export type FormulaPlanning =
  | { readonly ok: true; readonly plan: FormulaPlan }
  | { readonly ok: false; readonly about: "identifier" | "fields"; readonly reason: string };

const longestFormula = 8_192;

/** Plans the formula that was chosen for the cells that were named. */
export function planFormula(source: ColumnCells, named: CellReference, choice: FormulaChoice): FormulaPlanning {
  const wrong = (about: "identifier" | "fields", reason: string): FormulaPlanning => ({ ok: false, about, reason });
  const { functionName } = choice;
  if (named.columnCount > 1) return wrong("identifier", "Identifiers stand in one column: name cells of one column.");
  if (named.rowCount > 1 && functionName !== "PEOPLE")
    return wrong("identifier", "That is a range: name one cell, or choose the whole column as one table.");

  const wish = wishOf(choice);
  if ("reason" in wish) return wrong("fields", wish.reason);
  const cells = functionName === "PEOPLE" && named.rowCount > 1 ? source.cells.slice(0, named.rowCount) : source.cells;
  const people = cells.flatMap(({ row, text }) => {
    const reading = parseIdentifier(text);
    return reading.status === "identifier" ? [{ row, identifier: reading.identifier }] : [];
  });
  const [first] = people;
  const firstCell = parseIdentifier(cells[0]?.text);
  const cell = referenceText(cellOf(named));
  if (functionName !== "PEOPLE" && firstCell.status === "blank")
    return wrong("identifier", `${cell} is empty: name a cell with a profile URL or business e-mail.`);
  if (functionName !== "PEOPLE" && firstCell.status === "invalid")
    return wrong("identifier", `${cell}: ${firstCell.reason}`);
  if (first === undefined)
    return wrong("identifier", "There is no profile URL or business e-mail in these cells: name others.");

  const lastRow = named.rowCount > 1 ? named.row + named.rowCount - 1 : (people.at(-1)?.row ?? named.row);
  const table = { ...cellOf(named), rowCount: lastRow - named.row + 1 };
  const fills = functionName === "PERSON" && choice.fillDown;
  const rows = fills ? people.map(({ row }) => row) : [named.row];
  const asked = functionName === "PEOPLE" || fills ? people : people.slice(0, 1);
  const perField = functionName === "PERSON" && choice.oneCellPerField && wish.fields.length > 1;
  const written = perField ? wish.fields.map((field) => [field]) : [wish.fields];
  const compose = (identifiers: string, fields: readonly string[]): string =>
    composeFormula({ functionName, identifiers, fields, options: wish.options });
  const formula = compose(referenceText(functionName === "PEOPLE" ? table : cellOf(named)), written[0] ?? []);
  if (formula.length > longestFormula)
    return wrong("fields", "The formula would be longer than Excel allows: choose fewer fields.");

  const hasHeaders = wish.options.headers === true;
  return {
    ok: true,
    plan: {
      formula,
      homeRow: named.row - (functionName === "PEOPLE" && hasHeaders ? 1 : 0),
      columnCount: wish.columnCount,
      first: first.identifier,
      lookups: asked.map(({ identifier }) => ({ identifier, sections: wish.sections })),
      below: people.filter(({ row }) => row > named.row).length,
      place(row, column, listRows) {
        const moved = row - named.row;
        const taken = functionName === "PEOPLE" ? table.rowCount + (hasHeaders ? 1 : 0) : listRows;
        const areaRows =
          functionName === "PERSON"
            ? rows.map((each) => each + moved)
            : Array.from({ length: taken }, (_, n) => row + n);
        const formulas =
          functionName === "PEOPLE"
            ? [{ row, column, formula }]
            : rows.flatMap((each) =>
                written.map((fields, right) => ({
                  row: each + moved,
                  column: column + right,
                  formula: compose(referenceText({ ...cellOf(named), row: each }), fields),
                })),
              );
        const area = { sheetId: source.sheetId, rows: areaRows, column, columnCount: wish.columnCount };
        const read = new Set(functionName === "PEOPLE" ? tableRows(table) : rows);
        const overlaps = column <= named.column && named.column < column + wish.columnCount;
        return { area, formulas, isCircular: overlaps && areaRows.some((each) => read.has(each)) };
      },
    },
  };
}

interface Wish {
  readonly fields: readonly string[];
  readonly sections: readonly string[];
  readonly columnCount: number;
  readonly options: WrittenOptions;
}

function wishOf({ functionName, fields, list, options }: FormulaChoice): Wish | { readonly reason: string } {
  if (functionName === "LIST") {
    if (list === "") return { reason: "Choose a list." };
    const reading = resolveList(list);
    if (!reading.ok) return { reason: reading.problem };
    const { columns } = reading.path;
    return { fields: [list], sections: sectionsOfPaths(columns), columnCount: columns.length, options };
  }
  if (fields.length === 0) return { reason: "Choose at least one field." };
  const columns = resolveFields(fieldsText(fields));
  const problem = columns.find((column) => !column.ok);
  if (problem !== undefined) return { reason: problem.problem };
  const paths = columns.flatMap((column) => (column.ok ? [column.path] : []));
  const { headers, ...others } = options;
  const shown = functionName === "PEOPLE" && headers === true ? { ...others, headers } : others;
  return { fields, sections: sectionsOfPaths(paths), columnCount: columns.length, options: shown };
}

/** The first cell, without its sheet: formulas stand on the sheet of their identifiers. */
function cellOf({ row, column }: CellReference): CellReference {
  return { row, column, rowCount: 1, columnCount: 1 };
}

function tableRows({ row, rowCount }: CellReference): readonly number[] {
  return Array.from({ length: rowCount }, (_, down) => row + down);
}
