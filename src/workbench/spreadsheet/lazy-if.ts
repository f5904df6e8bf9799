import { Interpreter, NullValueObject } from "@univerjs/engine-formula";
import type { Nullable } from "@univerjs/core";
import type {
  ArrayValueObject,
  BaseAstNode,
  BaseReferenceObject,
  BaseValueObject,
  FunctionVariantType,
} from "@univerjs/engine-formula";
import { busy, errorValue } from "./error-types";

const functionNode = 4;

type Execute = (this: unknown, node: BaseAstNode, refOffsetX?: number, refOffsetY?: number) => number;

/**
 * Makes IF, IFERROR and IFNA evaluate only the branch that is taken. Univer evaluates every argument first, so that
 * `=IF(A2="","",SERVICE(A2))` would call the service for blank rows; Excel does not.
 */
export function makeConditionalsLazy(): void {
  const prototype: object = Interpreter.prototype;
  const eager: unknown = Reflect.get(prototype, "_execute");
  if (!isExecute(eager) || Reflect.get(eager, "isLazy") === true) return;
  const lazy: Execute = function (node, refOffsetX = 0, refOffsetY = 0) {
    const name = lazyName(node);
    if (name === undefined) return eager.call(this, node, refOffsetX, refOffsetY);
    const [condition, ...branches] = node.getChildren();
    if (condition === undefined) return eager.call(this, node, refOffsetX, refOffsetY);
    const stopped = lazy.call(this, condition, refOffsetX, refOffsetY);
    if (stopped === 1) return stopped;
    const value = singleValue(condition.getValue());
    branches.forEach((branch, index) => {
      if (value === undefined || isTaken(name, value, index)) lazy.call(this, branch, refOffsetX, refOffsetY);
      else branch.setValue(isBusy(value) ? errorValue(busy) : NullValueObject.create());
    });
    node.execute();
    return 0;
  };
  Reflect.set(lazy, "isLazy", true);
  Reflect.set(prototype, "_execute", lazy);
}

type LazyName = "IF" | "IFERROR" | "IFNA";

function lazyName(node: BaseAstNode): LazyName | undefined {
  const nodeType: number = node.nodeType;
  if (nodeType !== functionNode) return undefined;
  const name = node.getToken().toUpperCase();
  const count = node.getChildren().length;
  if (name === "IF") return count === 2 || count === 3 ? name : undefined;
  return (name === "IFERROR" || name === "IFNA") && count === 2 ? name : undefined;
}

function isTaken(name: LazyName, value: BaseValueObject, branch: number): boolean {
  if (name === "IF") return !value.isError() && Boolean(value.getValue()) === (branch === 0);
  if (!value.isError() || isBusy(value)) return false;
  return name === "IFERROR" || value.getValue() === "#N/A";
}

const isBusy = (value: BaseValueObject): boolean => value.isError() && value.getValue() === busy;

/** `undefined` for an array of several values: then each element decides, and every branch is needed. */
function singleValue(value: Nullable<FunctionVariantType>): BaseValueObject | undefined {
  if (!value) return undefined;
  const plain = isReference(value) ? value.toArrayValueObject() : value;
  if (!isArray(plain)) return plain;
  return plain.getRowCount() * plain.getColumnCount() === 1 ? plain.getFirstCell() : undefined;
}

const isReference = (value: FunctionVariantType): value is BaseReferenceObject => value.isReferenceObject();
const isArray = (value: BaseValueObject): value is ArrayValueObject => value.isArray();
const isExecute = (value: unknown): value is Execute => typeof value === "function";
