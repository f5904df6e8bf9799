import type { UndoReport } from "../core/run/bulk-run";
import { counted } from "./words";

/** What undoing did: "420 cells are as before. 2 were changed since and stay." */
export function undoneText({ restored, left, cellsGone }: UndoReport): string {
  const sentences = [
    `${counted(restored, "cell is", "cells are")} as before.`,
    ...(left > 0 ? [`${counted(left, "was", "were")} changed since and ${left === 1 ? "stays" : "stay"}.`] : []),
    ...(cellsGone > 0 ? [`${counted(cellsGone, "cell")} could not be found again.`] : []),
  ];
  return sentences.join(" ");
}
