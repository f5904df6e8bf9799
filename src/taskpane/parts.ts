import type { StoreHealth } from "../core/answers/store-health";
import type { Clock } from "../core/clock";
import type { CellValue } from "../core/cell-value";
import type { ConnectionPort, Forgetting } from "../core/connection";
import type { Enricher } from "../core/enricher";
import type { LookupFunction, WrittenOptions } from "../core/formulas/compose-formula";
import type { ForgetPerson } from "../core/forget-person";
import type { FormulaSheet } from "../core/formulas/formula-sheet";
import type { FormulaWork } from "../core/formulas/formula-work";
import type { Readable } from "../core/readable";
import type { BulkRunner } from "../core/run/bulk-run";
import type { RefreshFlags } from "../core/service";
import type { ApprovalState } from "../core/spend/create-approval";
import type { SignInResult, SignInWanted } from "../core/sign-in";
import type { SpendPolicy } from "../core/spend/spend-policy";
import type { PaneMemory, SharedFieldSets } from "./pane-memory";

/** What a ribbon button asked the pane to show; a new object for each press. */
export interface PaneRequest {
  /** The quote is for asking everybody again. */
  readonly refresh: boolean;
  /** What is to be done to formulas instead. */
  readonly formulas?: "refresh_sheet" | "refresh_errors" | "repair" | "freeze" | "thaw";
}

export type PaneTheme = "light" | "dark";

/** What became of the waiting cells after a yes, in counts. */
export interface Reentered {
  readonly entered: number;
  /** Protected, or refused by Excel. */
  readonly leftAlone: number;
}

/** What formulas wait to ask for, and what may be decided about it. */
export interface PaneSpending {
  readonly approval: Readable<ApprovalState>;
  /** Resolves when the waiting cells were entered anew; rejects with an Error whose message is a sentence for people. */
  approve(): Promise<Reentered>;
  /** The same for the first `count` people. */
  trySome(count: number): Promise<Reentered>;
  /** Enters the waiting cells anew once more, without another yes. */
  enterAnew(): Promise<Reentered>;
  discard(): void;
  readonly policy: Readable<SpendPolicy>;
  choosePolicy(policy: SpendPolicy): void;
}

/** What a refresh asks of the service beyond fields, chosen on this device. */
export interface PaneRefreshFlags {
  readonly chosen: Readable<RefreshFlags>;
  choose(flags: RefreshFlags): void;
}

/** Whether answers outlive this window, and whether forgotten ones are gone. */
export interface PaneAnswers {
  readonly health: Readable<StoreHealth>;
  /** Answers that were to be forgotten are still on this device. */
  readonly isUndeleted: Readable<boolean>;
  /** Tries again to delete them; `isUndeleted` says whether it worked. */
  deleteAgain(): Promise<void>;
}

/** One call of a function, for one person. */
export interface PaneFunctionCall {
  readonly functionName: LookupFunction;
  readonly identifier: string;
  readonly fields: readonly string[];
  readonly options: WrittenOptions;
}

/** What "Insert function" works with. */
export interface PaneInsertFunction {
  readonly sheet: FormulaSheet;
  /** What the cells would show, from what is kept only unless `asks`. */
  resultOf(call: PaneFunctionCall, asks: boolean): Promise<readonly (readonly CellValue[])[]>;
}

/** Whether requests ask for exactly the sections wanted, chosen on this device. */
export interface PaneNarrowing {
  readonly isNarrow: Readable<boolean>;
  choose(isNarrow: boolean): void;
}

/** Signing in to a gateway that asks who somebody is. */
export interface PaneSignIn {
  /** `undefined` until the gateway was asked; it is asked when it has turned somebody away. */
  readonly wanted: Readable<SignInWanted | undefined>;
  /** The name of whoever signed in here last. */
  readonly who: Readable<string | undefined>;
  /** From a click; when it resolves cells that waited are entered anew. Never rejects. */
  signIn(): Promise<SignInResult>;
  /** Forgets the sign-in and what was kept under it on this device. Never rejects. */
  signOut(): Promise<Forgetting>;
}

/** What the pane is handed; it knows nothing of Excel. */
export interface PaneParts {
  readonly runner: BulkRunner;
  readonly connection: ConnectionPort;
  readonly signIn: PaneSignIn;
  readonly enricher: Pick<Enricher, "activity" | "resume" | "quote">;
  readonly clock: Clock;
  readonly spending: PaneSpending;
  readonly refreshFlags: PaneRefreshFlags;
  readonly answers: PaneAnswers;
  readonly insertFunction: PaneInsertFunction;
  readonly formulas: FormulaWork;
  readonly narrowing: PaneNarrowing;
  readonly memory: PaneMemory;
  readonly sharedSets: SharedFieldSets;
  /** Writes invented people's addresses from the selected cell down and selects them; rejects with a sentence. */
  readonly insertExamples?: () => Promise<void>;
  /** What the ribbon asked for last. */
  readonly request?: Readable<PaneRequest | undefined>;
  /** Office's theme; without one the browser's preference decides. */
  readonly theme?: Readable<PaneTheme>;
  /** Where it is missing, forgetting is not offered. */
  readonly forgetPerson?: ForgetPerson;
  /** Opens the help page. */
  readonly openHelp?: () => void;
}
