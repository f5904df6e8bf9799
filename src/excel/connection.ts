import type { Account, ConnectionPort, ConnectionState, Forgetting, KeyTest } from "../core/connection";
import { createWritable } from "../core/readable";
import type { AccountReply } from "../crustdata/account";
import { isTeamToken } from "./key-header";
import type { DeviceStorage } from "./storage/device-storage";
import { createPersonalKeyStore } from "./storage/personal-key";

/** A connection as asking sees it: whose answers they are, and what key goes with each request. */
export interface Connection {
  /** Names the store of its answers; undefined while it is not known whose they would be. */
  readonly id: string | undefined;
  readonly key: string | undefined;
}

export interface ConnectionParts {
  /** The account of this key, or of the gateway's own; rejecting counts as unavailable. */
  readonly readAccount: (key: string | undefined) => Promise<AccountReply<Account>>;
  readonly storage: DeviceStorage;
  /** A name for this key's answers that says nothing about the key; the same each time. */
  readonly nameOfKey: (key: string) => Promise<string>;
  /** Asks over this connection from now on. */
  readonly connect: (connection: Connection) => void;
  /** Lets asking go on after a stop. */
  readonly resume: () => void;
  /** Forgets the answers kept under a connection's id; where it rejects, it has remembered to do so later. */
  readonly forgetAnswers: (connectionId: string) => Promise<void>;
}

/** Which of the gateway's own connections was last seen: its answers are served while the gateway is away. */
const lastSourceEntry = "last-source";
const keyRefused = "The service refused the key.";
const tokenRefused = "The team's server refused this token. Ask for a new one, or use another key.";
const notAllowed = "The account you signed in with may not use Enrich.";
const unreachable = "The add-in's server cannot be reached.";

/** The connection of this device: its own key where one is kept, else the gateway's. */
export function createConnection(parts: ConnectionParts): ConnectionPort {
  const keys = createPersonalKeyStore(parts.storage);
  const state = createWritable<ConnectionState>({ status: "loading" });
  let readings = 0;
  let latest = Promise.resolve();

  async function readAccount(key: string | undefined): Promise<AccountReply<Account>> {
    try {
      return await parts.readAccount(key);
    } catch {
      return { outcome: "unavailable", detail: unreachable };
    }
  }

  /** Resolves when the connection is that of the key kept now, whoever changes it meanwhile. */
  function reload(): Promise<void> {
    return (latest = connectAnew());
  }

  async function connectAnew(): Promise<void> {
    const reading = ++readings;
    const kept = keys.read();
    const reply = await readAccount(kept?.key);
    // Another key, or a later look, has overtaken this one.
    if (reading !== readings) return latest;
    const source = reply.outcome === "read" && kept === undefined ? reply.value.source : undefined;
    if (source !== undefined) parts.storage.set(lastSourceEntry, source);
    const last = parts.storage.get(lastSourceEntry);
    // A gateway of invented people may have got a key since: what it says then must not pass for invented, or unasked.
    parts.connect({ id: kept?.connectionId ?? source ?? (last === "sandbox" ? undefined : last), key: kept?.key });
    const next = stateOf(reply, kept?.key);
    if (next.status === "ready" && state.get().status !== "ready") parts.resume();
    state.set(next);
  }

  async function forgetAnswers(connectionId: string): Promise<Forgetting> {
    try {
      await parts.forgetAnswers(connectionId);
      return "forgotten";
    } catch {
      return "answers_remain";
    }
  }

  return {
    state,
    reload,
    async testKey(key) {
      return testOf(await readAccount(key.trim()));
    },
    async useKey(key) {
      const before = keys.read();
      const trimmed = key.trim();
      const connectionId = await parts.nameOfKey(trimmed);
      keys.keep({ key: trimmed, connectionId });
      await reload();
      parts.resume();
      const isAnother = before !== undefined && before.connectionId !== connectionId;
      return isAnother ? forgetAnswers(before.connectionId) : "forgotten";
    },
    async forgetKey() {
      const before = keys.read();
      keys.forget();
      await reload();
      return before === undefined ? "forgotten" : forgetAnswers(before.connectionId);
    },
    async leave() {
      const last = parts.storage.get(lastSourceEntry);
      parts.storage.remove(lastSourceEntry);
      await reload();
      return last === undefined ? "forgotten" : forgetAnswers(last);
    },
  };
}

function stateOf(reply: AccountReply<Account>, key: string | undefined): ConnectionState {
  switch (reply.outcome) {
    case "read":
      return { status: "ready", kind: reply.value.source, account: reply.value };
    case "key_missing":
      return { status: "no_key" };
    case "sign_in_needed":
      // Who typed a token need not be told to sign in: the token is no good.
      if (key !== undefined && isTeamToken(key)) return { status: "unavailable", detail: tokenRefused };
      return { status: "signed_out" };
    case "not_allowed":
      return { status: "not_allowed" };
    case "key_refused":
      return { status: "unavailable", detail: keyRefused };
    case "unavailable":
      return { status: "unavailable", detail: reply.detail };
  }
}

function testOf(reply: AccountReply<Account>): KeyTest {
  switch (reply.outcome) {
    case "read":
      return { outcome: "works", account: reply.value };
    case "key_missing":
    case "key_refused":
      return { outcome: "refused", detail: keyRefused };
    case "sign_in_needed":
      return { outcome: "refused", detail: tokenRefused };
    case "not_allowed":
      return { outcome: "refused", detail: notAllowed };
    case "unavailable":
      return { outcome: "unreachable", detail: reply.detail };
  }
}
