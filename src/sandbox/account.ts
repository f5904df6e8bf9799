import { createRateWindow, type RateWindow } from "./rate-window";

/** One API key's account: its limit and what it has spent. */
export interface SandboxAccount {
  readonly window: RateWindow;
  /** The account endpoints have a limit of their own. */
  readonly accountWindow: RateWindow;
  spent: number;
}

/** The accounts of all keys seen; every key of a plausible form has one, a bad one has not. */
export interface Accounts {
  /** The account of an `Authorization` header, or what the gateway answers instead. */
  of(authorization: string | undefined): SandboxAccount | "missing" | "invalid";
}

const accountRequestsPerMinute = 300;

export function createAccounts(limit: () => number, now: () => number): Accounts {
  const accounts = new Map<string, SandboxAccount>();
  return {
    of(authorization) {
      const key = /^Bearer +(?<key>\S+)$/i.exec(authorization?.trim() ?? "")?.groups?.["key"];
      if (key === undefined) return "missing";
      if (!/^[\w.-]{8,200}$/.test(key) || key.startsWith("sandbox-bad")) return "invalid";
      const known = accounts.get(key);
      if (known !== undefined) return known;
      const account = {
        window: createRateWindow(limit, now),
        accountWindow: createRateWindow(() => accountRequestsPerMinute, now),
        spent: 0,
      };
      accounts.set(key, account);
      return account;
    },
  };
}
