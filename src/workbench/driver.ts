import type { CellKind, Rect } from "./grid";

/** A cell as tests and scripts read it. */
export interface DriverCell {
  readonly type: CellKind;
  readonly value: string | number | boolean;
  readonly text: string;
  readonly formula: string;
  readonly numberFormat: string;
  readonly message?: string;
}

export type DriverInput = string | number | boolean | null;

/** What the workbench noticed since the workbook was opened. */
export interface WorkbenchReport {
  readonly addinOrigin: string;
  /** Office.js members the add-in used and this host lacks. */
  readonly missingMembers: readonly string[];
  /** Calls of custom functions. */
  readonly invocations: number;
  /** Requests of `context.sync()`. */
  readonly syncs: number;
  readonly maxPayloadBytes: number;
}

export type FaultName = "cellEditMode" | "payloadTooLarge" | "sessionExpired";

/** What another person does in the same workbook. */
export interface Coauthor {
  setCells(address: string, rows: readonly (readonly DriverInput[])[]): Promise<void>;
  insertRows(row: number, count: number): Promise<void>;
  deleteRows(row: number, count: number): Promise<void>;
  sort(address: string, column: number): Promise<void>;
  /** Opens a second add-in frame on the same workbook. */
  runtime(): Promise<void>;
}

/**
 * `window.workbench`, for tests and scripts: JSON in and out. Addresses may name a sheet, else the active one is
 * meant; rows and columns count from 1; inserting goes before.
 */
export interface WorkbenchDriver {
  /** Resolves when the add-in's functions are registered. */
  readonly ready: Promise<void>;
  /** As if typed: `"=…"` is a formula, `"'=…"` is text. */
  setCells(address: string, rows: readonly (readonly DriverInput[])[]): Promise<void>;
  getCells(address: string): Promise<DriverCell[][]>;
  /** Several areas are divided by commas, as `A2:A4,A8`. */
  select(address: string): Promise<void>;
  fillDown(address: string): Promise<void>;
  /** Resolves when no cell is busy; rejects naming those that are. */
  settled(timeoutMs?: number): Promise<void>;
  insertRows(row: number, count: number): Promise<void>;
  deleteRows(row: number, count: number): Promise<void>;
  insertColumns(column: number, count: number): Promise<void>;
  deleteColumns(column: number, count: number): Promise<void>;
  sort(address: string, column: number): Promise<void>;
  filter(address: string, column: number, text: string | undefined): Promise<void>;
  expandGroup(): Promise<void>;
  copySheet(): Promise<void>;
  undo(): Promise<void>;
  /** Every formula, as Ctrl+Alt+F9. */
  recalculate(): Promise<void>;
  /** Save, close, open: a new runtime, stored values kept, error cells calculated again. */
  reopen(options?: { readonly clearStorage?: boolean }): Promise<void>;
  /** Calls a formula's functions once, without a cell. */
  preview(formula: string): Promise<{ readonly value: unknown; readonly text: string; readonly message?: string }>;
  /** The workbook as .xlsx, in base64. */
  save(): Promise<string>;
  open(base64: string): Promise<void>;
  /** Presses a ribbon button by its id in the manifest; resolves when the command is completed. */
  command(id: string): Promise<void>;
  readonly coauthor: Coauthor;
  fault(name: FaultName, times: number): Promise<void>;
  protectSheet(on: boolean): Promise<void>;
  report(): Promise<WorkbenchReport>;
}

/** The block `rows` fill when put at the top left corner of `rect`. */
export function blockAt(rect: Rect, rows: readonly (readonly unknown[])[]): Rect {
  return {
    row: rect.row,
    column: rect.column,
    rowCount: rows.length,
    columnCount: Math.max(0, ...rows.map((row) => row.length)),
  };
}
