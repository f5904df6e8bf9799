import type { Clock } from "../core/clock";
import type { ForgetPerson, ServerForgotten } from "../core/forget-person";
import type { Identifier } from "../core/identifier";
import { identifierOfKey, keysOfPerson, traceOf, type PersonTrace } from "../core/person-traces";
import type { ServiceAddress } from "../crustdata/exchange";
import { requestForgetting } from "../crustdata/forget-request";
import { createAnswerDatabase } from "./storage/answer-database";
import { createCarryOut, type CarryOut } from "./storage/answer-transaction";
import type { ChangeMessage } from "./storage/change-message";
import { readKeptAnswer } from "./storage/kept-answer";
import { isObject } from "./storage/stored-shapes";

export interface ForgetPersonParts {
  readonly clock: Clock;
  readonly indexedDB: () => IDBFactory | undefined;
  readonly openChannel?: ((name: string) => BroadcastChannel) | undefined;
  readonly partitionKey: () => string | undefined;
  /** Of the connection in use. */
  readonly connectionId: () => string | undefined;
  /** The page's own gateway. */
  readonly gateway: () => Promise<ServiceAddress>;
}

/** Answers looked through in one transaction. */
const portion = 500;

/** Forgets people on this device, whichever connection bought them, and at the gateway where it lets this caller. */
export function createForgetPerson(parts: ForgetPersonParts): ForgetPerson {
  const prefix = (): string => `${parts.partitionKey() ?? ""}enrich-answers:`;

  async function names(): Promise<readonly string[]> {
    const known = [parts.connectionId() ?? "team"].map((id) => `${prefix()}${id}`);
    const factory = parts.indexedDB();
    // Older browsers cannot list them.
    const listed = factory !== undefined && "databases" in factory ? await factory.databases() : [];
    const own = listed.flatMap(({ name = "" }) => (name.startsWith(prefix()) ? [name] : []));
    return [...new Set([...known, ...own])];
  }

  const carryOutIn = (name: string): CarryOut => createCarryOut(createAnswerDatabase({ ...parts, name }), parts.clock);

  /** Deletes in one database; resolves to the keys of the answers that were there. */
  async function forgetIn(name: string, key: string): Promise<readonly string[]> {
    const carryOut = carryOutIn(name);
    const traces = await readTraces(carryOut);
    const keys = keysOfPerson(key, traces);
    await deleteIn(name, keys, carryOut);
    const kept = new Set(traces.map((trace) => trace.key));
    return keys.filter((it) => kept.has(it));
  }

  async function deleteIn(name: string, keys: readonly string[], carryOut = carryOutIn(name)): Promise<void> {
    await carryOut("readwrite", ({ people, first }) => {
      for (const key of keys) {
        people.delete(key);
        first?.delete(key);
      }
      return () => undefined;
    });
    // Memories forget too: this page's, and those of other windows.
    const channel = parts.openChannel?.(name);
    channel?.postMessage({ keys: [...keys] } satisfies ChangeMessage);
    channel?.close();
  }

  return async (identifier) => {
    const found = new Set<string>();
    let device: number | undefined = 0;
    try {
      for (const name of await names()) {
        const deleted = await forgetIn(name, identifier.key);
        device += deleted.length;
        deleted.forEach((key) => found.add(key));
      }
    } catch {
      device = undefined;
    }
    const others = [...found].flatMap((key) => (key === identifier.key ? [] : (identifierOfKey(key) ?? [])));
    const server = await askServer([identifier, ...others]);
    // A cell that was calculated meanwhile may have had the server's copy.
    if (server.outcome === "forgotten" && device !== undefined) {
      try {
        for (const name of await names()) await deleteIn(name, [...new Set([identifier.key, ...found])]);
      } catch {
        device = undefined;
      }
    }
    return { device, server };
  };

  async function askServer(identifiers: readonly Identifier[]): Promise<ServerForgotten> {
    try {
      return await requestForgetting(await parts.gateway(), identifiers);
    } catch {
      return { outcome: "unavailable" };
    }
  }
}

async function readTraces(carryOut: CarryOut): Promise<readonly PersonTrace[]> {
  const traces: PersonTrace[] = [];
  for (const store of ["people", "first"] as const) {
    let last: IDBValidKey | undefined;
    do {
      const after = last === undefined ? null : IDBKeyRange.lowerBound(last, true);
      last = await carryOut("readonly", (stores) => {
        const keys = stores[store]?.getAllKeys(after, portion);
        const records = stores[store]?.getAll(after, portion);
        return () => {
          for (const [index, key] of keys?.result.entries() ?? []) {
            const record: unknown = records?.result[index];
            const answer = readKeptAnswer(store === "people" && isObject(record) ? record["answer"] : record);
            if (typeof key === "string" && answer !== undefined) traces.push(traceOf(key, answer));
          }
          return keys?.result.at(-1);
        };
      });
    } while (last !== undefined);
  }
  return traces;
}
