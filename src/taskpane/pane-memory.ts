import type { RunField } from "../core/run/run-request";

/** Fields under a name, in column order. */
export interface FieldSet {
  readonly name: string;
  readonly fields: readonly RunField[];
}

/** What the pane remembers on this device: no people, no keys. */
export interface Remembered {
  readonly sets: readonly FieldSet[];
  /** What was enriched with last, newest first. */
  readonly recent: readonly (readonly RunField[])[];
  /** The fields chosen for columns with this header, newest first. */
  readonly byHeader: readonly { readonly header: string; readonly fields: readonly RunField[] }[];
}

export const nothingRemembered: Remembered = { sets: [], recent: [], byHeader: [] };

/** This device's memory of choices; what cannot be kept is forgotten when the pane closes. */
export interface PaneMemory {
  read(): Remembered;
  keep(remembered: Remembered): void;
}

/** Field sets inside the workbook, for everybody who opens it; never anything else. */
export interface SharedFieldSets {
  /** Rejects with an Error whose message is a sentence for people. */
  read(): Promise<readonly FieldSet[]>;
  write(sets: readonly FieldSet[]): Promise<void>;
}
