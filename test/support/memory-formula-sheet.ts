import type { CellReference } from "../../src/core/formulas/cell-reference";
import type { AreaContent, FormulaArea, FormulaSheet } from "../../src/core/formulas/formula-sheet";
import { SheetError } from "../../src/core/run/sheet";
import type { MemorySheet } from "./memory-sheet";

/** "Insert function" over the one sheet in memory, named People. */
export interface MemoryFormulaSheet {
  readonly sheet: FormulaSheet;
  select(reference: CellReference): void;
  protect(isProtected: boolean): void;
}

export function createMemoryFormulaSheet(memory: MemorySheet): MemoryFormulaSheet {
  let selected: CellReference = { sheetName: "People", row: 0, column: 0, rowCount: 1, columnCount: 1 };
  let isProtected = false;
  const textAt = (row: number, column: number): string => {
    const value = memory.cells()[row]?.[column];
    return typeof value === "object" ? value.kind : String(value ?? "");
  };
  const isFull = ({ rows, columnCount }: FormulaArea, first: number): boolean => {
    const from = rows[0] ?? 0;
    const to = rows.at(-1) ?? 0;
    for (let row = from; row <= to; row += 1)
      for (let column = first; column < first + columnCount; column += 1) if (textAt(row, column) !== "") return true;
    return false;
  };

  function contentNow({ rows, column, columnCount }: FormulaArea): AreaContent {
    if (isProtected) throw new SheetError("protected_sheet", "This sheet is protected. Unprotect it, then try again.");
    const full = rows.flatMap((row) =>
      Array.from({ length: columnCount }, (_, right) => ({ row, column: column + right }))
        .map((cell) => ({ ...cell, formula: textAt(cell.row, cell.column) }))
        .filter(({ formula }) => formula !== ""),
    );
    const [first] = full;
    return {
      count: full.length,
      first: first && `${String.fromCharCode(65 + first.column)}${first.row + 1}`,
      fingerprint: JSON.stringify(full),
    };
  }

  return {
    select: (reference) => void (selected = reference),
    protect: (isOn) => void (isProtected = isOn),
    sheet: {
      selected: () => Promise.resolve(selected),
      columnFrom({ sheetName = "People", row, column }) {
        if (sheetName !== "People")
          return Promise.reject(new SheetError("sheet_gone", `There is no sheet “${sheetName}” in this workbook.`));
        const last = Math.max(row, memory.cells().length - 1);
        const cells = Array.from({ length: last - row + 1 }, (_, down) => ({
          row: row + down,
          text: textAt(row + down, column),
        }));
        return Promise.resolve({ sheetId: "1", sheetName, column, cells });
      },
      freeColumn(area) {
        let { column } = area;
        while (isFull(area, column)) column += 1;
        return Promise.resolve(column);
      },
      content: (area) => Promise.resolve().then(() => contentNow(area)),
      write: (area, formulas, seen) =>
        Promise.resolve().then(() => {
          if (contentNow(area).fingerprint !== seen.fingerprint) {
            throw new SheetError(
              "excel_refused",
              "The cells changed while you looked: nothing was written. Look again.",
            );
          }
          if (seen.count > 0)
            for (const row of area.rows)
              for (let right = 0; right < area.columnCount; right += 1) memory.type(row, area.column + right, "");
          for (const { row, column, formula } of formulas) memory.type(row, column, formula);
        }),
    },
  };
}
