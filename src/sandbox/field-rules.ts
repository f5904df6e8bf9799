import type { Contract } from "./contracts";
import { invalidRequest, refusal, type Refusal } from "./envelopes";
import { canonicalPath } from "./field-selection";

/** What this account may ask for. */
export interface FieldPlan {
  /** Paths that exist in some contract. */
  readonly paths: readonly string[];
  /** Sections or leaves that the plan does not include. */
  readonly locked: readonly string[];
}

const always = "crustdata_person_id";

/** The fields a request is answered with, or why it is refused as a whole. */
export function readFields(
  asked: readonly string[] | undefined,
  contract: Contract,
  plan: FieldPlan,
): readonly string[] | Refusal {
  const available = availablePaths(contract, plan);
  if (asked === undefined) {
    return contract.defaultFields ?? contract.sections.filter((section) => !plan.locked.includes(section));
  }
  const unknown = asked.filter((path) => !available.has(canonicalPath(path)));
  if (unknown.length > 0) return unknownFields(unknown, [...available]);
  const denied = plan.locked.filter((locked) => asked.some((path) => overlaps(canonicalPath(path), locked)));
  if (denied.length > 0) {
    const message = `Access denied to fields: ${denied.join(", ")}`;
    return refusal(403, "permission_error", message, [{ denied_fields: denied }]);
  }
  return asked;
}

/** The paths that a contract knows, locked ones included. */
export function availablePaths(contract: Contract, plan: FieldPlan): ReadonlySet<string> {
  return new Set(plan.paths.filter((path) => contract.sections.includes(path.split(".")[0] ?? "") && path !== always));
}

function unknownFields(unknown: readonly string[], available: readonly string[]): Refusal {
  const first = unknown[0] ?? "";
  const leaf = first.split(".").at(-1) ?? "";
  const near = available.find((path) => path.endsWith(`.${leaf}`)) ?? available.find((path) => path.includes(leaf));
  const hint = near === undefined ? "" : `. Did you mean '${near}'?`;
  return invalidRequest(`Invalid fields: ${unknown.join(", ")}${hint}`, { available_fields: available });
}

/** Asking for a section asks for its locked leaf too; asking for a leaf of a locked section is asking for it. */
function overlaps(path: string, locked: string): boolean {
  return path === locked || path.startsWith(`${locked}.`) || locked.startsWith(`${path}.`);
}
