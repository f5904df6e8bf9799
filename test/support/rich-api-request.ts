/** An argument that is an object of the same request. */
export interface PathArgument {
  readonly path: number;
}

/** Writes requests as office.js writes them. */
export interface RichApiRequestBuilder {
  readonly workbook: number;
  service(name: string): number;
  method(parent: number, name: string, ...args: readonly unknown[]): number;
  property(parent: number, name: string): number;
  indexer(parent: number, key: string): number;
  reference(id: string): number;
  nullObject(): number;
  /** Each adds an action and gives its number. */
  instantiate(path: number): number;
  load(path: number, ...select: readonly string[]): number;
  page(
    path: number,
    query: {
      readonly Select?: readonly string[];
      readonly Expand?: readonly string[];
      readonly Top?: number;
      readonly Skip?: number;
    },
  ): number;
  retrieve(path: number, ...select: readonly string[]): number;
  call(path: number, name: string, ...args: readonly unknown[]): number;
  set(path: number, name: string, value: unknown): number;
  update(path: number, state: Readonly<Record<string, unknown>>): number;
  trace(): number;
  body(): unknown;
}

export function richApiRequest(): RichApiRequestBuilder {
  let nextId = 1;
  const paths: Record<string, unknown> = {};
  const actions: unknown[] = [];

  const isPath = (value: unknown): value is PathArgument =>
    typeof value === "object" && value !== null && "path" in value;

  function argumentInfo(args: readonly unknown[]) {
    return {
      Arguments: args.map((value) => (isPath(value) ? null : value)),
      ...(args.some(isPath) ? { ReferencedObjectPathIds: args.map((value) => (isPath(value) ? value.path : 0)) } : {}),
    };
  }

  function path(fields: Readonly<Record<string, unknown>>): number {
    const id = nextId;
    nextId += 2;
    paths[id] = { Id: id, ...fields };
    return id;
  }

  function action(fields: Readonly<Record<string, unknown>>): number {
    const id = nextId + 1;
    nextId += 2;
    actions.push({ Id: id, Name: "", ...fields });
    return id;
  }

  const workbook = path({ ObjectPathType: 1, Name: "" });
  return {
    workbook,
    service: (name) => path({ ObjectPathType: 2, Name: name }),
    method: (parent, name, ...args) =>
      path({ ObjectPathType: 3, Name: name, ParentObjectPathId: parent, ArgumentInfo: argumentInfo(args) }),
    property: (parent, name) => path({ ObjectPathType: 4, Name: name, ParentObjectPathId: parent }),
    indexer: (parent, key) =>
      path({ ObjectPathType: 5, Name: "", ParentObjectPathId: parent, ArgumentInfo: argumentInfo([key]) }),
    reference: (id) => path({ ObjectPathType: 6, Name: id }),
    nullObject: () => path({ ObjectPathType: 7, Name: "" }),
    instantiate: (target) => action({ ActionType: 1, ObjectPathId: target }),
    load: (target, ...Select) => action({ ActionType: 2, ObjectPathId: target, QueryInfo: { Select } }),
    page: (target, QueryInfo) => action({ ActionType: 2, ObjectPathId: target, QueryInfo }),
    retrieve: (target, ...Select) => action({ ActionType: 7, ObjectPathId: target, QueryInfo: { Select } }),
    call: (target, Name, ...args) =>
      action({ ActionType: 3, ObjectPathId: target, Name, ArgumentInfo: argumentInfo(args) }),
    set: (target, Name, value) =>
      action({ ActionType: 4, ObjectPathId: target, Name, ArgumentInfo: argumentInfo([value]) }),
    update: (target, ObjectState) => action({ ActionType: 9, ObjectPathId: target, ObjectState }),
    trace: () => action({ ActionType: 5 }),
    body: () => ({ AutoKeepReference: true, Actions: actions, ObjectPaths: paths }),
  };
}
