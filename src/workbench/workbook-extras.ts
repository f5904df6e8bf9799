import type { MergeSnapshot, NameSnapshot, TableSnapshot, WorkbookSnapshot } from "./office/workbook-snapshot";

/** What a saved file keeps beside its cells. */
export interface WorkbookExtras {
  readonly workbook: WorkbookSnapshot;
  /** `Office.context.document.settings`: JSON text under each key. */
  readonly settings: Readonly<Record<string, string>>;
}

export const noExtras: WorkbookExtras = { workbook: { names: [], tables: [], hiddenSheets: [] }, settings: {} };

export function writeExtras(extras: WorkbookExtras): string {
  return JSON.stringify(extras);
}

/** Reads what `writeExtras` wrote; entries of another shape, from another program's file, are left out. */
export function readExtras(text: string | undefined): WorkbookExtras {
  const json = text === undefined ? undefined : parse(text);
  if (!isRecord(json)) return noExtras;
  const workbook = isRecord(json["workbook"]) ? json["workbook"] : {};
  return {
    workbook: {
      names: list(workbook["names"]).filter(isName),
      tables: list(workbook["tables"]).filter(isTable),
      merges: list(workbook["merges"]).filter(isMerge),
      hiddenSheets: list(workbook["hiddenSheets"]).filter(isHiddenSheet),
    },
    settings: isTextRecord(json["settings"]) ? json["settings"] : {},
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function isName(value: unknown): value is NameSnapshot {
  return (
    isRecord(value) &&
    hasTexts(value, ["name", "reference", "comment"]) &&
    (value["sheet"] === undefined || typeof value["sheet"] === "string") &&
    typeof value["visible"] === "boolean"
  );
}

function isTable(value: unknown): value is TableSnapshot {
  return (
    isRecord(value) &&
    hasTexts(value, ["name", "sheet", "address", "style"]) &&
    typeof value["hasHeaders"] === "boolean" &&
    ["boolean", "undefined"].includes(typeof value["hasTotals"])
  );
}

function isMerge(value: unknown): value is MergeSnapshot {
  return isRecord(value) && hasTexts(value, ["sheet", "address"]);
}

function isHiddenSheet(value: unknown): value is WorkbookSnapshot["hiddenSheets"][number] {
  return isRecord(value) && typeof value["sheet"] === "string" && /^(Very)?Hidden$/.test(String(value["visibility"]));
}

function hasTexts(value: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean {
  return keys.every((key) => typeof value[key] === "string");
}

function isTextRecord(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((entry) => typeof entry === "string");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
