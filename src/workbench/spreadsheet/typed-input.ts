import { AFTER_CELL_EDIT, SheetInterceptorService } from "@univerjs/preset-sheets-core";
import { parseInput } from "./input";
import type { UniverApp } from "./univer-app";

/** Univer takes only `=` for the start of a formula; Excel takes `+` and `-` too. */
export function readSignsAsFormulas(app: UniverApp): () => void {
  const interceptor = app.injector.get(SheetInterceptorService).writeCellInterceptor.intercept(AFTER_CELL_EDIT, {
    priority: 1000,
    handler(cell, context, next) {
      const value = cell?.v;
      if (!cell || cell.f || typeof value !== "string" || !/^[+-]/.test(value)) return next(cell);
      const own = context.worksheet.getCellMatrix().getValue(context.row, context.col);
      const pattern = own ? context.workbook.getStyles().getStyleByCell(own)?.n?.pattern : undefined;
      const parsed = parseInput(value, pattern ?? "General");
      return next(parsed.kind === "formula" ? { ...cell, f: parsed.formula, v: null, p: null, t: null } : cell);
    },
  });
  return () => interceptor();
}
