import { cellWrite, type CellWrite } from "../ranges/cell-write";
import type { FilledBlock } from "./filled-blocks";

/** What is written in the place of formulas: the same types and looks; text can become nothing else. */
export function frozenWrite({
  values,
  texts,
  formats,
}: Pick<FilledBlock, "values" | "texts" | "formats">): CellWrite[][] {
  return values.map((line, down) =>
    line.map((value, right) => frozenCell(value, texts[down]?.[right] ?? "", formats[down]?.[right] ?? "General")),
  );
}

function frozenCell(value: unknown, text: string, format: string): CellWrite {
  if (typeof value === "number") return { value, numberFormat: ownFormat(text, format) };
  if (typeof value === "boolean") return { value, numberFormat: null };
  if (typeof value !== "string") return { value: "", numberFormat: null };
  // Inside a table, an error stays one.
  if (/^#(?:N\/A|VALUE!|REF!|NUM!|NULL!|DIV\/0!)$/u.test(value)) return { value, numberFormat: null };
  return cellWrite(value);
}

/** A date that a function gave its format with the value has none of its own: a plain number would be left. */
function ownFormat(text: string, format: string): string | null {
  return format === "General" && /^\d{4}-\d{2}-\d{2}$/u.test(text) ? "yyyy-mm-dd" : null;
}
