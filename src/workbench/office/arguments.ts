import { invalidArgument } from "./api-error";

/** A text argument; InvalidArgument where it is something else. */
export function textArgument(args: readonly unknown[], index: number): string {
  const value = args[index];
  if (typeof value === "string") return value;
  throw invalidArgument();
}

/** A whole number; `otherwise` where it was left out, else InvalidArgument. */
export function integerArgument(args: readonly unknown[], index: number, otherwise?: number): number {
  const value = args[index] ?? otherwise;
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw invalidArgument();
}

/** A value for a text property; InvalidArgument where it is something else. */
export function textValue(value: unknown): string {
  if (typeof value === "string") return value;
  throw invalidArgument();
}

/** A value for a yes-or-no property; InvalidArgument where it is something else. */
export function booleanValue(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw invalidArgument();
}
