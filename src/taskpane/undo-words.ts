import type { UndoReport, UndoSize } from "../core/run/bulk-run";
import { counted, rowsText } from "./words";

/** What undoing would do: "Put back what stood before in 120 cells of 60 rows, and in 2 headers? …" */
export function undoQuestion({ rows, cells, headers }: UndoSize, address: string): string {
  const what = `${counted(cells, "cell")} of ${rowsText(rows)} beside ${address}`;
  const above = headers === 0 ? "" : `, and in ${counted(headers, "header")}`;
  return `Put back what stood before in ${what}${above}? Cells changed since then stay as they are.`;
}

/** What undoing did: "420 cells are as before. 2 were changed since and stay." */
export function undoneText({ restored, left, cellsGone }: UndoReport): string {
  const sentences = [
    `${counted(restored, "cell is", "cells are")} as before.`,
    ...(left > 0 ? [`${counted(left, "was", "were")} changed since and ${left === 1 ? "stays" : "stay"}.`] : []),
    ...(cellsGone > 0 ? [`${counted(cellsGone, "cell")} could not be found again.`] : []),
  ];
  return sentences.join(" ");
}
