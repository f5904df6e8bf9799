import { ApiError, MissingMember } from "./api-error";
import type { HostObject } from "./host-object";
import { isList, isRecord } from "./json";

type Resolve = (pathId: number) => HostObject | null;

/** The arguments of a path or an action, with object paths among them resolved. */
export function resolveArguments(
  call: { readonly args: readonly unknown[]; readonly argPathIds: readonly unknown[] },
  resolve: Resolve,
): readonly unknown[] {
  return call.args.map((argument, index) => resolveArgument(argument, call.argPathIds[index], resolve));
}

function resolveArgument(argument: unknown, pathId: unknown, resolve: Resolve): unknown {
  if (typeof pathId === "number" && pathId > 0) return resolve(pathId);
  if (isList(argument)) {
    return isList(pathId) ? argument.map((item, index) => resolveArgument(item, pathId[index], resolve)) : argument;
  }
  if (!isRecord(argument)) return argument;
  if (typeof argument["_ObjectPathId"] === "number") return resolve(argument["_ObjectPathId"]);
  return Object.fromEntries(Object.entries(argument).map(([key, item]) => [key, resolveArgument(item, 0, resolve)]));
}

const NULL_OBJECT = /OrNullObject$/u;
const EVENT_NOTICE = /^_(?:Un)?[Rr]egister(\w+)Event$/u;

/**
 * Calls a method. `xOrNullObject` is derived from `x`, and a notice of an event is accepted where the object
 * declares that event; anything else that is not there is a MissingMember.
 */
export function callMember(object: HostObject, name: string, args: readonly unknown[]): unknown {
  const member = object.member(name);
  if (member?.kind === "method") return member.call(args);
  const event = EVENT_NOTICE.exec(name)?.[1];
  if (event !== undefined && object.events.includes(event)) return null;
  const plain = object.member(name.replace(NULL_OBJECT, ""));
  if (NULL_OBJECT.test(name) && plain?.kind === "method") return orNull(() => plain.call(args));
  throw new MissingMember(`${object.type}.${name}()`);
}

function orNull(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (error instanceof ApiError && error.code === "ItemNotFound") return null;
    throw error;
  }
}
