import type { Clock, Random } from "../clock";
import type { Enricher } from "../enricher";
import type { RefreshFlags } from "../service";
import type { RunJournal } from "./run-journal";
import type { RunLease } from "./run-lease";
import type { RunPresence } from "./run-presence";
import type { SheetPort } from "./sheet";

/** Where and over which connection runs happen now. */
export interface RunPlace {
  /** Tells workbooks apart without naming them. */
  readonly workbookId: string;
  readonly connectionId: string;
  readonly isSandbox: boolean;
  /** Of the account in use, where it tells. */
  readonly requestsPerMinute: number | undefined;
}

/** What bulk runs are made of. */
export interface BulkRunnerParts {
  readonly enricher: Enricher;
  readonly sheet: SheetPort;
  readonly clock: Clock;
  /** Tells runs apart that begin in the same moment. Default: none do. */
  readonly random?: Random;
  /** Read when a refresh starts. Default: none. */
  readonly refreshFlags?: () => RefreshFlags;
  /** Default: notes live as long as the runner. */
  readonly journal?: RunJournal;
  /** Default: nobody else fills columns. */
  readonly lease?: RunLease;
  /** Default: there is no other window. */
  readonly presence?: RunPresence;
  /** The signed-in name. Default: "this device". */
  readonly who?: () => string | undefined;
  readonly place?: () => RunPlace;
  /** Reads the credits left. Default: nobody knows. */
  readonly balance?: () => Promise<number | undefined>;
}

export const nowhere: RunPlace = {
  ...{ workbookId: "", connectionId: "", isSandbox: false, requestsPerMinute: undefined },
};

/** For a window that is the only one. */
export const alone: RunPresence = {
  claim: () => Promise.resolve(() => undefined),
  claimed: () => Promise.resolve(new Set()),
  whenFree: () => Promise.resolve(),
};

export const unnamed = "this device";
