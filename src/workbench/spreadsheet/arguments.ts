import type { FunctionDescription, FunctionParameter, PlainValue } from "../functions";

/** A cell's value among arguments. */
export type ArgumentCell = PlainValue | { readonly error: string };

/** What stands at one place between the parentheses: rows of cells, whether it came from a block or one value. */
export type Argument = { readonly isBlock: boolean; readonly rows: readonly (readonly ArgumentCell[])[] } | undefined;

/** The calls that one occurrence of a function in a formula asks for, as a block: an element is called or is an error. */
export type PlannedCall = { readonly args: readonly unknown[] } | { readonly error: string };

/** Shapes arguments as functions.json wants them; a block given to a scalar parameter asks for one call per element. */
export function planCalls(description: FunctionDescription, args: readonly Argument[]): PlannedCall[][] {
  const size = { rows: 1, columns: 1 };
  args.forEach((argument, index) => {
    if (argument === undefined || isMatrix(parameterAt(description, index))) return;
    size.rows = Math.max(size.rows, argument.rows.length);
    size.columns = Math.max(size.columns, argument.rows[0]?.length ?? 0);
  });
  return Array.from({ length: size.rows }, (_, row) =>
    Array.from({ length: size.columns }, (_, column) => planCall(description, args, row, column)),
  );
}

function planCall(
  description: FunctionDescription,
  args: readonly Argument[],
  row: number,
  column: number,
): PlannedCall {
  const shaped: unknown[] = [];
  const repeated: unknown[] = [];
  for (const [index, argument] of args.entries()) {
    const parameter = parameterAt(description, index);
    if (parameter === undefined) return { error: "#VALUE!" };
    const value = isMatrix(parameter)
      ? matrixOf(argument, parameter)
      : scalarOf(cellAt(argument, row, column), parameter);
    if (isError(value)) return value;
    if (parameter.repeating === true) repeated.push(value);
    else shaped.push(value);
  }
  const fixed = description.parameters.filter((parameter) => parameter.repeating !== true);
  for (const parameter of fixed.slice(shaped.length)) {
    if (parameter.optional !== true) return { error: "#VALUE!" };
    shaped.push(null);
  }
  return { args: fixed.length < description.parameters.length ? [...shaped, repeated] : shaped };
}

const isError = (value: unknown): value is { readonly error: string } =>
  typeof value === "object" && value !== null && "error" in value && typeof value.error === "string";

function parameterAt(description: FunctionDescription, index: number): FunctionParameter | undefined {
  const last = description.parameters.at(-1);
  return description.parameters[index] ?? (last?.repeating === true ? last : undefined);
}

const isMatrix = (parameter: FunctionParameter | undefined): boolean => parameter?.dimensionality === "matrix";

function cellAt(argument: Argument, row: number, column: number): ArgumentCell {
  if (argument === undefined) return null;
  const cells = argument.rows[argument.rows.length === 1 ? 0 : row];
  if (cells === undefined) return { error: "#N/A" };
  const cell = cells[cells.length === 1 ? 0 : column];
  return cell === undefined ? { error: "#N/A" } : cell;
}

function matrixOf(argument: Argument, parameter: FunctionParameter): unknown {
  if (argument === undefined) return null;
  const rows: PlainValue[][] = [];
  for (const cells of argument.rows) {
    const row: PlainValue[] = [];
    for (const cell of cells) {
      // In a block a blank stays blank, whatever the type: Excel has no other way to tell it from 0 or "".
      const value = cell === null ? null : scalarOf(cell, parameter);
      if (value !== null && typeof value === "object") return value;
      row.push(value);
    }
    rows.push(row);
  }
  return rows;
}

function scalarOf(cell: ArgumentCell, parameter: FunctionParameter): ArgumentCell {
  if (cell === null) return parameter.optional === true ? null : blankAs(parameter.type);
  if (typeof cell === "object") return cell;
  switch (parameter.type) {
    case "number":
      return numberOf(cell);
    case "string":
      return typeof cell === "boolean" ? String(cell).toUpperCase() : String(cell);
    case "boolean":
      return booleanOf(cell);
    default:
      return cell;
  }
}

function blankAs(type: string | undefined): PlainValue {
  if (type === "number") return 0;
  if (type === "string") return "";
  return type === "boolean" ? false : null;
}

function numberOf(cell: string | number | boolean): ArgumentCell {
  const value = typeof cell === "string" && cell.trim() === "" ? Number.NaN : Number(cell);
  return Number.isFinite(value) ? value : { error: "#VALUE!" };
}

function booleanOf(cell: string | number | boolean): ArgumentCell {
  if (typeof cell !== "string") return Boolean(cell);
  const upper = cell.toUpperCase();
  return upper === "TRUE" || upper === "FALSE" ? upper === "TRUE" : { error: "#VALUE!" };
}
