import { MissingMember } from "./api-error";
import type { HostObject } from "./host-object";
import type { Query } from "./request";
import { memberName, wireName } from "./wire-names";

/** What is asked for, as a tree of member names; `*` stands for every scalar. */
type Wanted = Map<string, Wanted>;

const EVERYTHING = "*";

/** The shape of a reply: Office.js proxies read PascalCase, `retrieve` reads camelCase. */
export interface ReplyShape {
  readonly key: (name: string) => string;
  readonly itemsKey: string;
}

export const PROXY_SHAPE: ReplyShape = { key: wireName, itemsKey: "_Items" };
export const JSON_SHAPE: ReplyShape = { key: (name) => name, itemsKey: "items" };

/** Reads the members that `query` selects from `object`. */
export function runQuery(
  object: HostObject,
  query: Query,
  shape: ReplyShape,
  identityOf: (object: HostObject) => Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return project(object, wantedBy(query), query);

  function project(target: HostObject, wanted: Wanted, page?: Query): Record<string, unknown> {
    const items = target.items();
    return items ? projectItems(target, items, wanted, page) : projectObject(target, wanted);
  }

  function projectItems(target: HostObject, all: readonly HostObject[], wanted: Wanted, page?: Query) {
    const from = page?.skip ?? 0;
    const items = all.slice(from, page?.top === undefined ? undefined : from + page.top);
    const { own, ofItems } = splitWanted(target, wanted);
    return {
      ...projectObject(target, own),
      [shape.itemsKey]: items.map((item) => project(item, ofItems)),
    };
  }

  function projectObject(target: HostObject, wanted: Wanted): Record<string, unknown> {
    const result: Record<string, unknown> = { ...identityOf(target) };
    for (const [name, below] of wanted) {
      if (name === EVERYTHING) {
        for (const scalar of target.scalarNames()) result[shape.key(scalar)] = readMember(target, scalar, new Map());
      } else {
        result[shape.key(name)] = readMember(target, name, below);
      }
    }
    return result;
  }

  function readMember(target: HostObject, name: string, below: Wanted): unknown {
    const member = target.member(name);
    switch (member?.kind) {
      case "scalar":
        return member.get();
      case "link": {
        const linked = member.get();
        return linked === null ? null : project(linked, below.size > 0 ? below : everything());
      }
      default:
        throw new MissingMember(`${target.type}.${name}`);
    }
  }
}

function wantedBy(query: Query): Wanted {
  const tree: Wanted = new Map();
  const selected = query.select.length > 0 ? query.select : [EVERYTHING];
  for (const path of selected) grow(tree, path);
  for (const path of query.expand) grow(tree, path).set(EVERYTHING, new Map());
  return tree;
}

function grow(tree: Wanted, path: string): Wanted {
  return path
    .split(/[/.]/u)
    .map((part) => memberName(part.trim()))
    .reduce((node, part) => {
      const next = node.get(part) ?? new Map<string, Wanted>();
      node.set(part, next);
      return next;
    }, tree);
}

const everything = (): Wanted => new Map([[EVERYTHING, new Map<string, Wanted>()]]);

/** `count` and the like belong to the collection, everything else to its items. */
function splitWanted(collection: HostObject, wanted: Wanted): { readonly own: Wanted; readonly ofItems: Wanted } {
  const own: Wanted = new Map();
  const ofItems: Wanted = new Map(wanted.get("items") ?? []);
  for (const [name, below] of wanted) {
    if (name === "items") continue;
    if (collection.member(name)?.kind === "scalar") own.set(name, below);
    else ofItems.set(name, below);
  }
  return { own, ofItems: ofItems.size > 0 ? ofItems : everything() };
}
