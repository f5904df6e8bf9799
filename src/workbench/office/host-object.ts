/** One member of an API object, as a request reaches it. */
export type Member =
  | { readonly kind: "scalar"; get(): unknown; readonly set?: (value: unknown) => void }
  | { readonly kind: "link"; get(): HostObject | null }
  | { readonly kind: "method"; call(args: readonly unknown[]): unknown };

/** An API object on the host's side. Names are as in Excel's TypeScript interface. */
export interface HostObject {
  readonly type: string;
  /** What tells the client how to address the object again, such as `{ Id }`. */
  identity(): Readonly<Record<string, unknown>>;
  member(name: string): Member | undefined;
  scalarNames(): readonly string[];
  /** The items of a collection; `undefined` for anything else. */
  items(): readonly HostObject[] | undefined;
  /** Events that can be registered, by the name the wire uses, such as `DataChanged`. */
  readonly events: readonly string[];
}

/** The members of one API type over what it stands for; a member not named here is reported as missing. */
interface ObjectType<Target extends object> {
  readonly type: string;
  readonly identity?: (target: Target) => Readonly<Record<string, unknown>>;
  readonly scalars?: Readonly<Record<string, (target: Target) => unknown>>;
  readonly setters?: Readonly<Record<string, (target: Target, value: unknown) => void>>;
  readonly links?: Readonly<Record<string, (target: Target) => HostObject | null>>;
  readonly methods?: Readonly<Record<string, (target: Target, args: readonly unknown[]) => unknown>>;
  readonly items?: (target: Target) => readonly HostObject[];
  readonly events?: readonly string[];
}

const known = new WeakSet();

export function isHostObject(value: unknown): value is HostObject {
  return typeof value === "object" && value !== null && known.has(value);
}

/** A maker of API objects of one type, and the way back from such an object to what it stands for. */
export interface DefinedType<Target extends object> {
  readonly of: (target: Target) => HostObject;
  readonly targetOf: (value: unknown) => Target | undefined;
}

export function defineType<Target extends object>(type: ObjectType<Target>): DefinedType<Target> {
  const { scalars = {}, setters = {}, links = {}, methods = {} } = type;
  const scalarNames = Object.keys(scalars);
  const targets = new WeakMap<object, Target>();

  function memberOf(target: Target, name: string): Member | undefined {
    const get = own(scalars, name);
    const set = own(setters, name);
    if (get) {
      const scalar = { kind: "scalar", get: () => get(target) } as const;
      return set ? { ...scalar, set: (value) => set(target, value) } : scalar;
    }
    const link = own(links, name);
    if (link) return { kind: "link", get: () => link(target) };
    const method = own(methods, name);
    return method && { kind: "method", call: (args) => method(target, args) };
  }

  return {
    of(target) {
      const object: HostObject = {
        type: type.type,
        identity: () => type.identity?.(target) ?? {},
        member: (name) => memberOf(target, name),
        scalarNames: () => scalarNames,
        items: () => type.items?.(target),
        events: type.events ?? [],
      };
      known.add(object);
      targets.set(object, target);
      return object;
    },
    targetOf: (value) => (typeof value === "object" && value !== null ? targets.get(value) : undefined),
  };
}

function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
