import type { CellValue } from "../../core/cell-value";
import type { ListPath } from "../../core/list-path";
import { listValues } from "../../core/person-value";
import { deniedCell, orInstead, type SeenAnswer } from "./answer-cell";
import type { CellMatrix } from "./cell-matrix";

/** What a person's list looks like in cells: a row for each item, one cell where there is none or nobody. */
export function listRows(path: ListPath, { answer, candidate, instead }: SeenAnswer, headers = false): CellMatrix {
  if (candidate === undefined) return [[instead]];
  const denied = path.columns.map((column) => deniedCell(column, answer));
  if (denied[0] !== undefined && denied.every((cell) => cell !== undefined)) return [[denied[0]]];
  const rows = listValues(path, candidate).map((row) =>
    row.map((value, column): CellValue => denied[column] ?? orInstead(value, instead)),
  );
  const nothing = path.columns.map((_, column) => (column === 0 ? instead : ""));
  if (!headers) return rows.length > 0 ? rows : [[instead]];
  return [path.columns.map((column) => column.path), ...(rows.length > 0 ? rows : [nothing])];
}
