import type { TypedValue } from "../../src/excel/ranges/typed-value";
import type { CellInput } from "../../src/workbench/grid";
import type { ExcelPeople } from "./excel-people";

/** Excel as ExcelApi 1.16 has it, which the npm copy of office.js lacks: values can be written with their types. */
export interface TypedExcel {
  /** Typed cells that were written, in order. */
  readonly cells: readonly TypedValue[];
}

/** Marks a text on its way to the grid as one that is said to be text: nothing is read into it there. */
const mark = "\u{F0000}text:";

/** Teaches the `Excel` and `Office` of an open workbook to take typed values, until it is closed. */
export function typedExcel({ workbook: { grid } }: ExcelPeople): TypedExcel {
  const cells: TypedValue[] = [];
  declareSet("1.16");
  Object.defineProperty(Excel.Range.prototype, "valuesAsJson", {
    set(this: Excel.Range, lines: TypedValue[][]) {
      cells.push(...lines.flat());
      this.values = lines.map((line) => line.map(marked));
    },
  });
  const enter = grid.enter.bind(grid);
  grid.enter = (sheetId, rect, inputs, source) => {
    enter(
      sheetId,
      rect,
      grid.read(sheetId, rect).map((line, down) =>
        line.map(({ numberFormat }, right): CellInput => {
          const input = inputs[down]?.[right] ?? null;
          if (typeof input !== "string" || !input.startsWith(mark)) return input;
          const text = input.slice(mark.length);
          // In a text cell an apostrophe would stay.
          return numberFormat === "@" ? text : `'${text}`;
        }),
      ),
      source,
    );
  };
  return { cells };
}

/** Has Excel say that it supports ExcelApi up to this version. */
export function declareSet(version: string): void {
  const { requirements } = Office.context as unknown as { requirements: Requirements };
  const before = requirements.isSetSupported.bind(requirements);
  const minor = (of: string): number => Number(of.split(".")[1]);
  requirements.isSetSupported = (set, wanted = "1.1") =>
    (set === "ExcelApi" && minor(wanted) <= minor(version)) || before(set, wanted);
}

interface Requirements {
  isSetSupported(set: string, version?: string): boolean;
}

function marked(cell: TypedValue): unknown {
  switch (cell.type) {
    case "String":
      return mark + cell.basicValue;
    case "Empty":
      return "";
    default:
      return cell.basicValue;
  }
}
