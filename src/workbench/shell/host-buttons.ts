import type { Session } from "../session";
import type { Page } from "./page";
import type { HostButton } from "./ribbon";

/** The workbench's own buttons: the edits after which a spreadsheet calls functions again. */
export function hostButtons(session: () => Session, page: Page): { label: string; buttons: HostButton[] }[] {
  const act = (work: (open: Session) => unknown) => () => work(session());
  const button = (id: string, label: string, glyph: string, tip: string, run: () => unknown): HostButton => ({
    id,
    label,
    glyph,
    tip,
    run,
  });
  return [
    {
      label: "Edit",
      buttons: [
        button(
          "undo",
          "Undo",
          "↶",
          "Takes the last edit back",
          act(({ spreadsheet }) => spreadsheet.undo()),
        ),
        button("insert-row", "Insert row", "⊞", "Inserts a row above the selection", act(insertRow)),
        button("sort", "Sort A–Z", "⇅", "Sorts the block around the selection by its first column", act(sort)),
        button("copy-sheet", "Copy sheet", "⧉", "Copies this sheet", act(copySheet)),
      ],
    },
    {
      label: "Calculate",
      buttons: [
        button(
          "recalculate",
          "Recalculate",
          "⟳",
          "Calculates every formula again, as Ctrl+Alt+F9 does",
          act(recalculate),
        ),
        button("reopen", "Save, reopen", "⏏", "Saves the workbook, closes it and opens it again", async () => {
          page.setStatus("Opening again…");
          await session().reopen({ clearStorage: false });
        }),
      ],
    },
  ];
}

function insertRow({ spreadsheet, model }: Session): void {
  const { sheetId, rects } = spreadsheet.selection();
  const row = rects[0]?.row ?? 0;
  const rect = { row, column: 0, rowCount: 1, columnCount: spreadsheet.size(sheetId).columns };
  model().changeLines("rowsInserted", sheetId, rect, "user");
}

/** Sorts the used block below its first row, as Excel does where the first row looks like headers. */
function sort({ spreadsheet }: Session): void {
  const sheetId = spreadsheet.activeSheetId();
  const used = spreadsheet.usedRect(sheetId);
  if (!used || used.rowCount < 3) return;
  const column = spreadsheet.selection().rects[0]?.column ?? used.column;
  spreadsheet.sort(sheetId, { ...used, row: used.row + 1, rowCount: used.rowCount - 1 }, column, "user");
}

function copySheet({ spreadsheet, model }: Session): void {
  spreadsheet.activateSheet(model().copySheet(spreadsheet.activeSheetId()));
}

function recalculate({ spreadsheet }: Session): void {
  spreadsheet.recalculateAll();
}
