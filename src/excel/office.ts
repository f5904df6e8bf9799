import { SheetError, type SheetErrorCode } from "../core/run/sheet";

let ready: Promise<unknown> | undefined;

/** Resolves when Office has started; asks it once, however many wait. */
export async function whenOfficeReady(): Promise<void> {
  ready ??= Office.onReady();
  await ready;
}

/** Whether this Excel has the requirement set; false before Office has started. */
export function isSupported(requirementSet: string, version: string): boolean {
  return officeContext()?.requirements.isSetSupported(requirementSet, version) ?? false;
}

/** What keeps browser storage of several hosts apart; undefined on Windows and before Office has started. */
export function partitionKey(): string | undefined {
  return officeContext()?.partitionKey;
}

/** The address of the open document; undefined where it was never saved, or before Office has started. */
export function documentAddress(): string | undefined {
  const url = officeContext()?.document.url;
  return url === "" ? undefined : url;
}

/** Microsoft's types promise a context that is not there before start-up. */
function officeContext():
  | (Partial<Pick<Office.Context, "requirements" | "partitionKey">> & {
      readonly document: Pick<Office.Document, "url">;
    } & Pick<Office.Context, "requirements">)
  | undefined {
  if (!("Office" in globalThis)) return undefined;
  const found: Office.Context | undefined = Office.context;
  return found;
}

/** From a window of Office's: tells the pane that opened it, and nobody of another origin. */
export async function tellParent(message: string): Promise<void> {
  await whenOfficeReady();
  Office.context.ui.messageParent(message, { targetOrigin: location.origin });
}

export interface ExcelRunOptions {
  /** Wait until a cell being edited is left, instead of being refused. Default false. */
  readonly waitsForCellEdit?: boolean;
}

/** The one way to Excel: runs a batch and rejects with a `SheetError` when Excel refuses. */
export async function runExcel<Result>(
  batch: (context: Excel.RequestContext) => Promise<Result>,
  { waitsForCellEdit = false }: ExcelRunOptions = {},
): Promise<Result> {
  try {
    await whenOfficeReady();
    return await Excel.run({ delayForCellEdit: waitsForCellEdit }, batch);
  } catch (error) {
    throw toSheetError(error);
  }
}

const sentences: Readonly<Record<SheetErrorCode, string>> = {
  cell_edit_mode: "A cell is being edited. Press Enter or Esc in it, then try again.",
  protected_sheet: "This sheet is protected. Unprotect it, then try again.",
  payload_too_large: "That was too much for Excel at once.",
  session_expired: "Excel's session has expired. Reload the workbook, then try again.",
  sheet_gone: "The sheet, or the cells, are no longer there.",
  excel_refused: "Excel did not allow it.",
};

const codes: Readonly<Record<string, SheetErrorCode>> = {
  InvalidOperationInCellEditMode: "cell_edit_mode",
  HostIsInCellEditMode: "cell_edit_mode",
  AccessDenied: "protected_sheet",
  RequestPayloadSizeLimitExceeded: "payload_too_large",
  ResponsePayloadSizeLimitExceeded: "payload_too_large",
  PayloadSizeLimitExceeded: "payload_too_large",
  InvalidOrTimedOutSession: "session_expired",
  InvalidOrTimedOutSessionMessage: "session_expired",
  ItemNotFound: "sheet_gone",
  InvalidReference: "sheet_gone",
};

/** Refusals that have no code of ours, but deserve words of their own. */
const words: Readonly<Record<string, string>> = {
  MergedRangeConflict: "Merged cells are in the way. Unmerge them, then try again.",
  FilteredRangeConflict: "A filter is in the way. Clear it, then try again.",
  RangeExceedsLimit: "That is more cells than Excel takes at once.",
  OperationCellsExceedLimit: "That is more cells than Excel takes at once.",
  ActivityLimitReached: "Excel is busy. Try again in a moment.",
};

/** Excel's refusal in our words. Its message is kept as the cause only: it may quote what a cell says. */
export function toSheetError(error: unknown): SheetError {
  if (error instanceof SheetError) return error;
  const excelCode = codeOf(error);
  const code = codes[excelCode] ?? "excel_refused";
  const named =
    code === "excel_refused" && excelCode !== "" ? `Excel did not allow it (${excelCode}).` : sentences[code];
  return new SheetError(code, words[excelCode] ?? named, { cause: error });
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
