import type { IPosition } from "@univerjs/core";
import { CellAlertManagerService, HoverManagerService, IEditorBridgeService } from "@univerjs/preset-sheets-core";
import type { CellReader } from "./cell-reading";
import type { UniverApp } from "./univer-app";
import "./spreadsheet.css";

const generalAlert = "SHEET_FORMULA_ALERT";

const gapPx = 6;

interface Pointed {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
  readonly position: IPosition;
}

/** Shows the sentence that came with an error beside the cell that is pointed at, else beside the selected one. */
export function showErrorTooltips(app: UniverApp, container: HTMLElement, reader: CellReader): () => void {
  const tooltip = document.createElement("div");
  tooltip.className = "sheet-tooltip";
  tooltip.setAttribute("role", "tooltip");
  tooltip.hidden = true;
  document.body.append(tooltip);
  let hovered: Pointed | undefined;
  let selected: Pointed | undefined;

  const show = (): void => {
    const shown = [hovered, selected].find((cell) => cell !== undefined && messageOf(cell) !== undefined);
    const message = shown && messageOf(shown);
    const canvas = container.querySelector('canvas[id^="univer-sheet-main-canvas"]');
    tooltip.hidden = message === undefined;
    if (shown === undefined || message === undefined || canvas === null) return;
    tooltip.textContent = message;
    const { left, top, right, bottom } = canvas.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = tooltip;
    const beside = left + shown.position.endX + gapPx;
    // The pane stands right of the grid: what has no room beside the cell goes below it, within the grid.
    const hasRoom = beside + offsetWidth <= right;
    const below = top + shown.position.endY + gapPx;
    const y = hasRoom ? top + shown.position.startY : Math.min(below, bottom - offsetHeight);
    tooltip.style.left = `${hasRoom ? beside : Math.max(left, right - offsetWidth)}px`;
    tooltip.style.top = `${y}px`;
  };
  const messageOf = ({ sheetId, row, column }: Pointed): string | undefined => {
    if (app.workbook().getSheetBySheetId(sheetId) === null) return undefined;
    const [[cell] = []] = reader.read(sheetId, { row, column, rowCount: 1, columnCount: 1 });
    return cell?.message;
  };
  const alerts = app.injector.get(CellAlertManagerService);
  const bridge = app.injector.get(IEditorBridgeService);
  const subscriptions = [
    app.injector.get(HoverManagerService).currentCell$.subscribe((cell) => {
      hovered = cell
        ? {
            sheetId: cell.location.subUnitId,
            row: cell.location.row,
            column: cell.location.col,
            position: cell.position,
          }
        : undefined;
      show();
    }),
    bridge.currentEditCell$.subscribe((cell) => {
      selected = cell
        ? { sheetId: cell.sheetId, row: cell.row, column: cell.column, position: cell.position }
        : undefined;
      show();
    }),
    alerts.currentAlert$.subscribe(() => {
      // Univer explains the error in general; the add-in's own sentence takes its place.
      const isOwn = hovered !== undefined && messageOf(hovered) !== undefined;
      if (isOwn && alerts.currentAlert.has(generalAlert)) queueMicrotask(() => alerts.removeAlert(generalAlert));
    }),
    bridge.visible$.subscribe(({ visible }) => {
      if (visible) tooltip.hidden = true;
    }),
  ];
  return () => {
    for (const subscription of subscriptions) subscription.unsubscribe();
    tooltip.remove();
  };
}
