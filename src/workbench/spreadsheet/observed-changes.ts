import { CanceledError, CommandType, ICommandService } from "@univerjs/core";
import type { ICellData, IRange } from "@univerjs/core";
import {
  InsertColMutation,
  InsertRowMutation,
  InsertSheetMutation,
  MoveColsMutation,
  MoveRangeMutation,
  MoveRowsMutation,
  RemoveColMutation,
  RemoveRowMutation,
  RemoveSheetMutation,
  ReorderRangeMutation,
  SetRangeValuesMutation,
  SetSelectionsOperation,
  SetWorksheetActiveOperation,
} from "@univerjs/preset-sheets-core";
import type { GridChange, Rect } from "../grid";
import type { ChangeLog } from "./change-log";
import { rectOf } from "./grid-context";
import type { GridContext } from "./grid-context";

type StructuralType = "rowsInserted" | "rowsDeleted" | "columnsInserted" | "columnsDeleted" | "rowsSorted";

const structural = new Map<string, StructuralType | undefined>([
  [InsertRowMutation.id, "rowsInserted"],
  [RemoveRowMutation.id, "rowsDeleted"],
  [InsertColMutation.id, "columnsInserted"],
  [RemoveColMutation.id, "columnsDeleted"],
  [ReorderRangeMutation.id, "rowsSorted"],
  [MoveRangeMutation.id, undefined],
  [MoveRowsMutation.id, undefined],
  [MoveColsMutation.id, undefined],
]);

interface Options extends Pick<GridContext, "app" | "calls" | "invalidateSheet"> {
  readonly changes: ChangeLog;
  readonly isProtected: (sheetId: string) => boolean;
}

/** Hears what happens in Univer, whoever did it: tells listeners, and forgets calls whose formula was entered anew. */
export function observeChanges({ app, calls, changes, invalidateSheet, isProtected }: Options): () => void {
  const commands = app.injector.get(ICommandService);
  const guard = commands.beforeCommandExecuted(({ id, type, params }, options) => {
    if (type !== CommandType.MUTATION || options?.["fromFormula"] === true || changes.isOwnEdit()) return;
    const isEdit = id === SetRangeValuesMutation.id || structural.has(id);
    if (isEdit && isProtected(sheetIdOf(params))) throw new CanceledError();
  });
  const heard = commands.onCommandExecuted(({ id, params }, options) => {
    if (params === undefined || options?.["fromFormula"] === true) return;
    const sheetId = sheetIdOf(params);
    if (id === SetRangeValuesMutation.id) {
      const rect = enteredRect(params, (row, column) => calls.forget({ sheetId, row, column }));
      if (rect) changes.observed({ type: "edited", sheetId, rect, source: "user" });
    } else if (structural.has(id)) {
      invalidateSheet(sheetId);
      const type = structural.get(id);
      const range = "range" in params && isRange(params.range) ? params.range : undefined;
      if (type && range) changes.observed({ type, sheetId, rect: rectOf(range), source: "user" });
    } else {
      const change = sheetChange(id, sheetId, params);
      if (change) changes.observed(change);
    }
  });
  return () => {
    guard.dispose();
    heard.dispose();
  };
}

function sheetChange(id: string, sheetId: string, params: object): GridChange | undefined {
  switch (id) {
    case InsertSheetMutation.id:
      return "sheet" in params && hasId(params.sheet) ? { type: "sheetAdded", sheetId: params.sheet.id } : undefined;
    case RemoveSheetMutation.id:
      return { type: "sheetDeleted", sheetId };
    case SetWorksheetActiveOperation.id:
      return { type: "sheetActivated", sheetId };
    case SetSelectionsOperation.id:
      return { type: "selected", sheetId, rects: selectedRects(params) };
    default:
      return undefined;
  }
}

/** The block that holds every cell whose content was set, each told to `visit`; `undefined` where only looks changed. */
function enteredRect(params: object, visit: (row: number, column: number) => void): Rect | undefined {
  if (!("cellValue" in params) || !isMatrix(params.cellValue)) return undefined;
  let range: IRange | undefined;
  // Univer's own matrix leaves out cells set to null, which is how it clears one.
  for (const [rowText, line] of Object.entries(params.cellValue)) {
    for (const [columnText, cell] of Object.entries(line)) {
      if (cell && !("v" in cell) && !("f" in cell) && !("si" in cell) && !("p" in cell)) continue;
      const [row, column] = [Number(rowText), Number(columnText)];
      visit(row, column);
      range ??= { startRow: row, endRow: row, startColumn: column, endColumn: column };
      range.startRow = Math.min(range.startRow, row);
      range.endRow = Math.max(range.endRow, row);
      range.startColumn = Math.min(range.startColumn, column);
      range.endColumn = Math.max(range.endColumn, column);
    }
  }
  return range && rectOf(range);
}

function selectedRects(params: object): Rect[] {
  if (!("selections" in params) || !Array.isArray(params.selections)) return [];
  const selections: readonly unknown[] = params.selections;
  return selections.flatMap((selection) =>
    typeof selection === "object" && selection !== null && "range" in selection && isRange(selection.range)
      ? [rectOf(selection.range)]
      : [],
  );
}

const sheetIdOf = (params: object | undefined): string =>
  params !== undefined && "subUnitId" in params && typeof params.subUnitId === "string" ? params.subUnitId : "";

const isRange = (value: unknown): value is IRange =>
  typeof value === "object" && value !== null && "startRow" in value && "endColumn" in value;

const isMatrix = (value: unknown): value is Record<number, Record<number, ICellData | null>> =>
  typeof value === "object" && value !== null;

const hasId = (value: unknown): value is { readonly id: string } =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
