import type { GridChange, Rect } from "./grid";

/** A change of the lines of a sheet. */
export type StructuralChange = Extract<
  GridChange,
  { readonly type: "rowsInserted" | "rowsDeleted" | "columnsInserted" | "columnsDeleted" | "rowsSorted" }
>;

/** Where a block comes to stand on an endless sheet; `undefined` if all its cells are gone. */
export function shiftedBlock(
  rect: Rect,
  { type, rect: lines }: Pick<StructuralChange, "type" | "rect">,
): Rect | undefined {
  switch (type) {
    case "rowsSorted":
      return rect;
    case "rowsInserted":
    case "rowsDeleted": {
      const change = type === "rowsInserted" ? { inserted: lines.rowCount } : { deleted: lines.rowCount };
      const span = shiftSpan({ start: rect.row, count: rect.rowCount }, { at: lines.row, ...change });
      return span && { ...rect, row: span.start, rowCount: span.count };
    }
    case "columnsInserted":
    case "columnsDeleted": {
      const change = type === "columnsInserted" ? { inserted: lines.columnCount } : { deleted: lines.columnCount };
      const span = shiftSpan({ start: rect.column, count: rect.columnCount }, { at: lines.column, ...change });
      return span && { ...rect, column: span.start, columnCount: span.count };
    }
  }
}

/** Where a line of `count` from `start` comes to stand after a change of lines; `undefined` if it is all gone. */
function shiftSpan(
  span: { readonly start: number; readonly count: number },
  change: { readonly at: number; readonly inserted?: number; readonly deleted?: number },
): { readonly start: number; readonly count: number } | undefined {
  const { inserted = 0, deleted = 0, at } = change;
  if (inserted > 0) {
    if (at <= span.start) return { start: span.start + inserted, count: span.count };
    return at < span.start + span.count ? { start: span.start, count: span.count + inserted } : span;
  }
  const before = Math.max(0, Math.min(span.start, at + deleted) - at);
  const inside = Math.max(0, Math.min(span.start + span.count, at + deleted) - Math.max(span.start, at));
  const count = span.count - inside;
  return count > 0 ? { start: span.start - before, count } : undefined;
}
