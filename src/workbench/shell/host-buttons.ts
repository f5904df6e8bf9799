import type { Session } from "../session";
import type { Page } from "./page";
import type { HostButton } from "./ribbon";

/** The workbench's own buttons: the edits after which a spreadsheet calls functions again. */
export function hostButtons(session: () => Session, page: Page): { label: string; buttons: HostButton[] }[] {
  const act = (work: (open: Session) => unknown) => () => work(session());
  const button = (id: string, label: string, drawing: string, tip: string, run: () => unknown): HostButton => ({
    id,
    label,
    drawing,
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
          "M4 8h8a4 4 0 0 1 0 8H8M4 8l4-4M4 8l4 4",
          "Takes the last edit back",
          act(({ spreadsheet }) => spreadsheet.undo()),
        ),
        button(
          "insert-row",
          "Insert row",
          "M3 4h14v4H3zM3 8v8h14V8M10 10v4M8 12h4",
          "Inserts a row above the selection",
          act(insertRow),
        ),
        button(
          "sort",
          "Sort A–Z",
          "M6 3v14M6 17l-3-3M6 17l3-3M14 17V3M14 3l-3 3M14 3l3 3",
          "Sorts the block around the selection by its first column",
          act(sort),
        ),
        button("copy-sheet", "Copy sheet", "M3 3h10v10H3zM7 13v4h10V7h-4", "Copies this sheet", act(copySheet)),
      ],
    },
    {
      label: "Calculate",
      buttons: [
        button(
          "recalculate",
          "Recalculate",
          "M16 10a6 6 0 1 1-2-4.5M14 2v4h-4",
          "Calculates every formula again, as Ctrl+Alt+F9 does",
          act(recalculate),
        ),
        button(
          "reopen",
          "Save, reopen",
          "M3 4h11l3 3v10H3zM7 4v4h6V4M6 17v-5h8v5",
          "Saves the workbook, closes it and opens it again",
          async () => {
            page.setStatus("Opening again…");
            await session().reopen({ clearStorage: false });
          },
        ),
      ],
    },
  ];
}

function insertRow(session: Session): void {
  const { spreadsheet } = session;
  const { sheetId, rects } = spreadsheet.selection();
  const row = rects[0]?.row ?? 0;
  const rect = { row, column: 0, rowCount: 1, columnCount: spreadsheet.size(sheetId).columns };
  session.model().changeLines("rowsInserted", sheetId, rect, "user");
}

/** Sorts the used block below its first row, as Excel does where the first row looks like headers. */
function sort({ spreadsheet }: Session): void {
  const sheetId = spreadsheet.activeSheetId();
  const used = spreadsheet.usedRect(sheetId);
  if (!used || used.rowCount < 3) return;
  const column = spreadsheet.selection().rects[0]?.column ?? used.column;
  spreadsheet.sort(sheetId, { ...used, row: used.row + 1, rowCount: used.rowCount - 1 }, column, "user");
}

function copySheet(session: Session): void {
  const { spreadsheet } = session;
  spreadsheet.activateSheet(session.model().copySheet(spreadsheet.activeSheetId()));
}

function recalculate({ spreadsheet }: Session): void {
  spreadsheet.recalculateAll();
}
