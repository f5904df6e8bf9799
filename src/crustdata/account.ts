import type { Account, ConnectionKind } from "../core/connection";
import type { RateLimitReading } from "../core/service";
import { exchange, type ServiceAddress } from "./exchange";
import { readRateLimit } from "./rate-limit-headers";
import { isNotAllowed, readError, readUnauthorised } from "./refusals";
import { apiVersion, wireGatewayAccount } from "./wire";

/** What came of a free question about the account. */
export type AccountReply<Value> =
  | { readonly outcome: "read"; readonly value: Value; readonly rateLimit: RateLimitReading | undefined }
  | { readonly outcome: "key_missing" | "key_refused" | "sign_in_needed" | "not_allowed" }
  | { readonly outcome: "unavailable"; readonly detail: string };

const sources: readonly ConnectionKind[] = ["sandbox", "team", "personal"];

/** Reads `GET {base}/account` of our own gateway. */
export function createGatewayAccount(
  address: ServiceAddress,
): (signal?: AbortSignal) => Promise<AccountReply<Account>> {
  return (signal) =>
    askAccount(address, "/account", signal, (body) => {
      const parsed = wireGatewayAccount.safeParse(body);
      const source = sources.find((known) => known === parsed.data?.source);
      if (!parsed.success || source === undefined) return undefined;
      const people = parsed.data.people === "invented" ? "invented" : undefined;
      return { value: { ...parsed.data, source, people } };
    });
}

/** Asks, and reads what came with `read`; of a wrong shape it makes `undefined`. */
export async function askAccount<Value>(
  address: ServiceAddress,
  path: string,
  signal: AbortSignal | undefined,
  read: (body: unknown) => { readonly value: Value } | undefined,
): Promise<AccountReply<Value>> {
  const result = await exchange(address, path, { method: "GET", headers: { "x-api-version": apiVersion } }, signal);
  if ("failure" in result) return { outcome: "unavailable", detail: "The service cannot be reached." };
  const { status, headers, body } = result.reply;
  const json = parseJson(body);
  if (status === 401) return { outcome: readUnauthorised(readError(json)) };
  if (status === 403 && isNotAllowed(readError(json))) return { outcome: "not_allowed" };
  const value = status === 200 ? read(json) : undefined;
  if (value === undefined) return { outcome: "unavailable", detail: `The service answered ${status}.` };
  return { outcome: "read", ...value, rateLimit: readRateLimit(headers, address.clock.now()) };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
