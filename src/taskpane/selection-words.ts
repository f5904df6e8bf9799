import type { SelectionView } from "../core/run/selection-view";
import { columnLetters } from "../core/cell-address";
import { counted } from "./words";

/** What was read: "44 URLs · 16 e-mails · 2 blank". */
export function countText({ count }: SelectionView): string {
  const parts = [
    counted(count.urls, "URL"),
    counted(count.emails, "e-mail"),
    ...(count.blank > 0 ? [counted(count.blank, "blank", "blank")] : []),
  ];
  return parts.join(" · ");
}

/** What of the selection is read otherwise than it may look; a sentence each. */
export function noteTexts({ column, visibleOnly }: SelectionView): readonly string[] {
  const { areas, hiddenRows, otherColumns, mergedCells, tableName } = column.notes;
  const letter = columnLetters(column.column);
  const hidden = counted(hiddenRows, "hidden row");
  return [
    areas > 1 ? `Read from ${areas.toLocaleString("en-US")} selected areas.` : "",
    otherColumns > 0 ? `Column ${letter} is read; ${counted(otherColumns, "other column")} left out.` : "",
    hiddenRows > 0 && visibleOnly ? `${hidden} left out.` : "",
    hiddenRows > 0 && !visibleOnly ? `${hidden} included.` : "",
    mergedCells > 0 ? `${counted(mergedCells, "merged cell")}: each counts as its first row.` : "",
    tableName === undefined ? "" : `In the table “${tableName}”, which grows with the new columns.`,
  ].filter((note) => note !== "");
}
