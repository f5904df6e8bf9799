import type { Account, ConnectionKind, ConnectionPort, ConnectionState, Forgetting } from "../../src/core/connection";
import { createWritable, type Writable } from "../../src/core/readable";

/** A connection whose only working key is `goodKey`. */
export interface FakeConnection extends ConnectionPort {
  /** How often the account was read again. */
  readonly reloads: () => number;
  readonly state: Writable<ConnectionState>;
  /** What comes of forgetting from now on. */
  forgetsAs(forgetting: Forgetting): void;
}

export const goodKey = "good-key";

export function accountOf(source: ConnectionKind): Account {
  return { credits: 4_200, requestsPerMinute: 15, remaining: 15, source };
}

export function readyAs(kind: ConnectionKind): ConnectionState {
  return { status: "ready", kind, account: accountOf(kind) };
}

export function createFakeConnection(initial: ConnectionState = readyAs("sandbox")): FakeConnection {
  const state = createWritable<ConnectionState>(initial);
  let reloads = 0;
  let forgetting: Forgetting = "forgotten";
  return {
    state,
    forgetsAs: (next) => void (forgetting = next),
    reloads: () => reloads,
    reload() {
      reloads += 1;
      return Promise.resolve();
    },
    testKey(key) {
      const works = key === goodKey;
      return Promise.resolve(
        works
          ? { outcome: "works", account: accountOf("personal") }
          : { outcome: "refused", detail: "The service refused this key." },
      );
    },
    useKey() {
      state.set(readyAs("personal"));
      return Promise.resolve(forgetting);
    },
    leave() {
      state.set({ status: "signed_out" });
      return Promise.resolve(forgetting);
    },
    forgetKey() {
      state.set(initial);
      return Promise.resolve(forgetting);
    },
  };
}
