import { isRecord, listOf, numberOf, recordOf, textOf, textsOf } from "./json";

/** How the client names an object: by number, resolved once for each request. */
export interface ObjectPath {
  readonly id: number;
  readonly kind: number;
  readonly name: string;
  readonly parentId: number;
  readonly args: readonly unknown[];
  /** Parallel to `args`: above 0 where the argument is an object path. */
  readonly argPathIds: readonly unknown[];
}

export const PathKind = {
  root: 1,
  service: 2,
  method: 3,
  property: 4,
  indexer: 5,
  reference: 6,
  nullObject: 7,
} as const;

export interface Query {
  readonly select: readonly string[];
  readonly expand: readonly string[];
  readonly top: number | undefined;
  readonly skip: number;
}

export interface Action {
  readonly id: number;
  readonly kind: number;
  readonly name: string;
  readonly pathId: number;
  readonly args: readonly unknown[];
  readonly argPathIds: readonly unknown[];
  readonly query: Query;
  readonly state: Readonly<Record<string, unknown>>;
}

export const ActionKind = {
  instantiate: 1,
  query: 2,
  method: 3,
  set: 4,
  trace: 5,
  recursiveQuery: 6,
  queryAsJson: 7,
  ensureUnchanged: 8,
  update: 9,
} as const;

/** The body of a ProcessQuery request. */
export interface RichApiRequest {
  readonly actions: readonly Action[];
  readonly paths: ReadonlyMap<number, ObjectPath>;
}

export function readRequest(body: unknown): RichApiRequest {
  const { Actions, ObjectPaths } = recordOf(body);
  const paths = Object.entries(recordOf(ObjectPaths)).map(
    ([id, path]) => [Number(id), readPath(Number(id), path)] as const,
  );
  return { actions: listOf(Actions).map(readAction), paths: new Map(paths) };
}

function readPath(id: number, wire: unknown): ObjectPath {
  const path = recordOf(wire);
  return {
    id,
    kind: numberOf(path["ObjectPathType"]),
    name: textOf(path["Name"]),
    parentId: numberOf(path["ParentObjectPathId"]),
    ...readArguments(path["ArgumentInfo"]),
  };
}

function readAction(wire: unknown): Action {
  const action = recordOf(wire);
  return {
    id: numberOf(action["Id"]),
    kind: numberOf(action["ActionType"]),
    name: textOf(action["Name"]),
    pathId: numberOf(action["ObjectPathId"]),
    ...readArguments(action["ArgumentInfo"]),
    query: readQuery(action["QueryInfo"]),
    state: recordOf(action["ObjectState"]),
  };
}

function readArguments(wire: unknown) {
  const info = recordOf(wire);
  return { args: listOf(info["Arguments"]), argPathIds: listOf(info["ReferencedObjectPathIds"]) };
}

function readQuery(wire: unknown): Query {
  const query = isRecord(wire) ? wire : {};
  return {
    select: textsOf(query["Select"]),
    expand: textsOf(query["Expand"]),
    top: typeof query["Top"] === "number" ? query["Top"] : undefined,
    skip: numberOf(query["Skip"]),
  };
}
