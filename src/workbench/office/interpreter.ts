import { GridError } from "../grid";
import { ApiError, MissingMember } from "./api-error";
import { callMember, resolveArguments } from "./call-member";
import { type HostObject, isHostObject } from "./host-object";
import { JSON_SHAPE, PROXY_SHAPE, type ReplyShape, runQuery } from "./query";
import { type Action, ActionKind, type ObjectPath, PathKind, readRequest, type RichApiRequest } from "./request";
import { memberName } from "./wire-names";

/** What the interpreter works on. */
interface InterpreterOptions {
  readonly root: HostObject;
  /** Objects that stand beside the workbook, by the name the client creates them with. */
  readonly services: ReadonlyMap<string, HostObject>;
  /** Told when the client keeps an object beyond its request, and when it lets it go. */
  readonly onKeep?: (object: HostObject) => void;
  readonly onRelease?: (object: HostObject) => void;
  /** Told the name of each API member that was asked for and is not there. */
  readonly onMissing?: (member: string) => void;
}

/** The reply to one request, as the wire has it. */
interface RichApiResponse {
  readonly Results: readonly { readonly ActionId: number; readonly Value: unknown }[];
  readonly TraceIds: readonly number[];
  readonly Error?: Readonly<Record<string, unknown>>;
}

/** Runs requests of the client against API objects, each in one turn. Objects kept by the client outlive a request. */
export interface Interpreter {
  execute(body: unknown): RichApiResponse;
}

export function createInterpreter(options: InterpreterOptions): Interpreter {
  const references = new Map<string, HostObject>();
  const referenceIds = new Map<HostObject, string>();
  let nextReference = 1;
  /** The member reached last, such as `WorksheetCollection.getItem`: where an error comes from. */
  let location = "";

  const identityOf = (object: HostObject) => {
    const reference = referenceIds.get(object);
    return { ...object.identity(), ...(reference === undefined ? {} : { _ReferenceId: reference }) };
  };

  function keep(object: HostObject): void {
    if (referenceIds.has(object)) return;
    const reference = `ref${nextReference++}`;
    references.set(reference, object);
    referenceIds.set(object, reference);
    options.onKeep?.(object);
  }

  function release(reference: unknown): void {
    const object = typeof reference === "string" ? references.get(reference) : undefined;
    if (object === undefined || typeof reference !== "string") return;
    references.delete(reference);
    referenceIds.delete(object);
    options.onRelease?.(object);
  }

  function createResolver({ paths }: RichApiRequest): (pathId: number) => HostObject | null {
    const resolved = new Map<number, HostObject | null>();
    const resolve = (pathId: number): HostObject | null => {
      const known = resolved.get(pathId);
      if (known !== undefined) return known;
      const path = paths.get(pathId);
      if (!path) throw new ApiError("InvalidObjectPath", `The request names no object path ${pathId}.`);
      const object = resolvePath(path, resolve);
      resolved.set(pathId, object);
      return object;
    };
    return resolve;
  }

  function resolvePath(path: ObjectPath, resolve: (pathId: number) => HostObject | null): HostObject | null {
    if (path.kind === PathKind.root) return options.root;
    if (path.kind === PathKind.nullObject) return null;
    if (path.kind === PathKind.service) {
      const service = options.services.get(path.name);
      if (!service) throw new MissingMember(path.name);
      return service;
    }
    if (path.kind === PathKind.reference) {
      const object = references.get(path.name);
      if (!object) throw new ApiError("InvalidReference", `The reference ${path.name} has been released.`, 404);
      return object;
    }
    const parent = resolve(path.parentId);
    if (parent === null) return null;
    return resolveBelow(parent, path, resolve);
  }

  function resolveBelow(parent: HostObject, path: ObjectPath, resolve: (pathId: number) => HostObject | null) {
    if (path.kind === PathKind.property) {
      location = `${parent.type}.${memberName(path.name)}`;
      const member = parent.member(memberName(path.name));
      if (member?.kind !== "link") throw new MissingMember(location);
      return member.get();
    }
    if (path.kind !== PathKind.method && path.kind !== PathKind.indexer) {
      throw new MissingMember(`object path type ${path.kind}`);
    }
    const name = path.kind === PathKind.indexer ? "getItem" : memberName(path.name);
    const args = resolveArguments(path, resolve);
    location = `${parent.type}.${name}`;
    const result = callMember(parent, name, args);
    if (result === null || isHostObject(result)) return result;
    throw new MissingMember(`${parent.type}.${name}() as an object`);
  }

  function act(action: Action, object: HostObject | null, resolve: (pathId: number) => HostObject | null): unknown {
    switch (action.kind) {
      case ActionKind.instantiate:
        return object && identityOf(object);
      case ActionKind.query:
        return object && read(object, action, PROXY_SHAPE);
      case ActionKind.queryAsJson:
        return object ? read(object, action, JSON_SHAPE) : { _IsNull: true };
      case ActionKind.method:
        return callMethod(action, object, resolve);
      case ActionKind.set:
        if (object) assign(object, action.name, resolveArguments(action, resolve)[0]);
        return null;
      case ActionKind.update:
        if (object) for (const [name, value] of Object.entries(action.state)) assign(object, name, value);
        return null;
      case ActionKind.ensureUnchanged:
        return null;
      default:
        throw new MissingMember(`action type ${action.kind}`);
    }
  }

  function read(object: HostObject, { query }: Action, shape: ReplyShape): Record<string, unknown> {
    location = `${object.type}.load`;
    return runQuery(object, query, shape, identityOf);
  }

  function assign(object: HostObject, wireNameOfMember: string, value: unknown): void {
    const name = memberName(wireNameOfMember);
    location = `${object.type}.${name}`;
    const member = object.member(name);
    if (member?.kind !== "scalar" || !member.set) throw new MissingMember(`${location} =`);
    member.set(value);
  }

  function callMethod(
    action: Action,
    object: HostObject | null,
    resolve: (pathId: number) => HostObject | null,
  ): unknown {
    if (object === null) return { _IsNull: true };
    if (action.name === "_KeepReference") {
      keep(object);
      return null;
    }
    if (action.name === "_RemoveReference") {
      release(action.args[0]);
      return null;
    }
    const args = resolveArguments(action, resolve);
    location = `${object.type}.${memberName(action.name)}`;
    const result = callMember(object, memberName(action.name), args);
    return isHostObject(result) ? identityOf(result) : (result ?? null);
  }

  return {
    execute(body) {
      const request = readRequest(body);
      const resolve = createResolver(request);
      const results: { ActionId: number; Value: unknown }[] = [];
      const traceIds: number[] = [];
      for (const [index, action] of request.actions.entries()) {
        try {
          if (action.kind === ActionKind.trace) traceIds.push(action.id);
          const value = action.kind === ActionKind.trace ? null : act(action, resolve(action.pathId), resolve);
          results.push({ ActionId: action.id, Value: value });
        } catch (error) {
          if (error instanceof MissingMember) options.onMissing?.(error.member);
          return { Results: results, TraceIds: traceIds, Error: errorOf(error, index, location) };
        }
      }
      return { Results: results, TraceIds: traceIds };
    },
  };
}

function errorOf(error: unknown, actionIndex: number, location: string): Readonly<Record<string, unknown>> {
  const known = error instanceof ApiError || error instanceof GridError;
  return {
    Code: known ? error.code : "GeneralException",
    Message: error instanceof Error ? error.message : "An internal error has occurred.",
    ActionIndex: actionIndex,
    HttpStatusCode: error instanceof ApiError ? error.status : known ? 400 : 500,
    Location: location,
  };
}
