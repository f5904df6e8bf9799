import { isSupported, runExcel } from "../office";
import { columnsOfAddress } from "./address";

/** The column that was last read. */
export interface WatchedColumn {
  readonly sheetId: string;
  /** 0-based. */
  readonly column: number;
}

/**
 * Calls `listener` when the selection or the sheet changes, and when the column last read is edited, sorted, filtered or
 * moved; not for what this add-in writes itself. Returns the function that ends it.
 */
export function listenToSheet(watched: () => WatchedColumn | undefined, listener: () => void): () => void {
  let isOver = false;
  const heard = (): Promise<void> => {
    if (!isOver) listener();
    return Promise.resolve();
  };
  const onSheet = ({ worksheetId }: { readonly worksheetId: string }): Promise<void> =>
    worksheetId === (watched()?.sheetId ?? worksheetId) ? heard() : Promise.resolve();
  const onChanged = (event: Excel.WorksheetChangedEventArgs): Promise<void> =>
    isOwnWrite(event) || !touches(event, watched()) ? Promise.resolve() : onSheet(event);

  const added = runExcel(async (context) => {
    const { workbook } = context;
    const { worksheets } = workbook;
    const removers: (() => void)[] = [];
    function listen<Args>(handlers: OfficeExtension.EventHandlers<Args>, handle: (args: Args) => Promise<void>): void {
      const added = handlers.add(handle);
      removers.push(() => added.remove());
    }
    listen(workbook.onSelectionChanged, heard);
    if (isSupported("ExcelApi", "1.7")) listen(worksheets.onActivated, heard);
    if (isSupported("ExcelApi", "1.9")) listen(worksheets.onChanged, onChanged);
    if (isSupported("ExcelApi", "1.10")) listen(worksheets.onRowSorted, onSheet);
    if (isSupported("ExcelApi", "1.11")) listen(worksheets.onRowHiddenChanged, onSheet);
    await context.sync();
    return { context, removers };
  });
  // Where Excel does not tell of changes, the pane's own reading when it is opened has to do.
  added.catch(() => undefined);
  return () => {
    isOver = true;
    // A workbook that is closing takes its handlers along.
    void added.then(removeAll).catch(() => undefined);
  };
}

async function removeAll(added: {
  readonly context: Excel.RequestContext;
  readonly removers: readonly (() => void)[];
}): Promise<void> {
  await Excel.run(added.context, async (context) => {
    for (const remove of added.removers) remove();
    await context.sync();
  });
}

function isOwnWrite({ triggerSource }: Excel.WorksheetChangedEventArgs): boolean {
  return triggerSource === "ThisLocalAddin";
}

/** Lines that come and go may move the column; of edits, only those in it matter. */
function touches(
  { changeType, address }: Excel.WorksheetChangedEventArgs,
  watched: WatchedColumn | undefined,
): boolean {
  if (watched === undefined || changeType !== "RangeEdited") return true;
  return address.split(",").some((part) => {
    const columns = columnsOfAddress(part);
    return columns === undefined || (watched.column >= columns.first && watched.column < columns.first + columns.count);
  });
}
