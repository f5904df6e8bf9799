import type { Accounts } from "./account";
import type { Contract } from "./contracts";
import type { Directory } from "./directory";
import type { Faults } from "./faults";
import type { FieldPlan } from "./field-rules";
import type { Ledger } from "./ledger";

/** What one sandbox knows and remembers, shared by its routes. */
export interface SandboxState {
  readonly contract: Contract;
  readonly plan: () => FieldPlan;
  readonly limit: () => number;
  readonly faults: Faults;
  readonly ledger: Ledger;
  readonly accounts: Accounts;
  readonly directory: Directory;
  readonly now: () => number;
  /** What a new key has in credits. */
  readonly credits: number;
  /** How late the fault `slow` answers. */
  readonly slowMs: number;
}
