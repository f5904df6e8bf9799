import type { Account } from "../core/connection";
import type { RateLimitReading } from "../core/service";
import { exchange, type ServiceAddress } from "./exchange";
import { readRateLimit } from "./rate-limit-headers";
import { readError } from "./refusals";
import { apiVersion, wireEndpoints, wireGatewayAccount, wireUserCredits } from "./wire";

/** What came of a free question about the account. */
export type AccountReply<Value> =
  | { readonly outcome: "read"; readonly value: Value; readonly rateLimit: RateLimitReading | undefined }
  | { readonly outcome: "key_missing" | "key_refused" }
  | { readonly outcome: "unavailable"; readonly detail: string };

/** What the plan allows at `/person/enrich`. */
export interface EnrichPermissions {
  readonly enabled: boolean;
  readonly requestsPerMinute: number | undefined;
  readonly enabledFields: readonly string[];
  readonly disabledFields: readonly string[];
}

/** The free account questions that the service itself answers. */
export interface ServiceAccount {
  /** Credits left; the cheapest test of a key. */
  credits(signal?: AbortSignal): Promise<AccountReply<number | undefined>>;
  permissions(signal?: AbortSignal): Promise<AccountReply<EnrichPermissions>>;
}

export function createServiceAccount(address: ServiceAddress): ServiceAccount {
  return {
    credits: (signal) =>
      ask(address, "/user/credits", signal, (body) => {
        const parsed = wireUserCredits.safeParse(body);
        return parsed.success ? { value: parsed.data.credits ?? undefined } : undefined;
      }),
    permissions: (signal) =>
      ask(address, "/account/endpoints?path=/person/enrich", signal, (body) => {
        const parsed = wireEndpoints.safeParse(body);
        return parsed.success ? { value: toPermissions(parsed.data) } : undefined;
      }),
  };
}

/** Reads `GET {base}/account` of our own gateway. */
export function createGatewayAccount(
  address: ServiceAddress,
): (signal?: AbortSignal) => Promise<AccountReply<Account>> {
  return (signal) =>
    ask(address, "/account", signal, (body) => {
      const parsed = wireGatewayAccount.safeParse(body);
      if (!parsed.success) return undefined;
      const { credits, requestsPerMinute, remaining, source } = parsed.data;
      return {
        value: {
          credits: credits ?? undefined,
          requestsPerMinute: requestsPerMinute ?? undefined,
          remaining: remaining ?? undefined,
          source,
        },
      };
    });
}

function toPermissions({ endpoints, token_limit_rpm }: ReturnType<typeof wireEndpoints.parse>): EnrichPermissions {
  const endpoint = endpoints.find(({ path }) => path === "/person/enrich");
  return {
    enabled: endpoint?.status === "enabled",
    requestsPerMinute:
      endpoint?.effective_rate_limit_rpm ??
      endpoint?.rate_limit?.effective_requests_per_minute ??
      token_limit_rpm ??
      undefined,
    enabledFields: endpoint?.fields?.enabled ?? [],
    disabledFields: endpoint?.fields?.disabled ?? [],
  };
}

async function ask<Value>(
  address: ServiceAddress,
  path: string,
  signal: AbortSignal | undefined,
  read: (body: unknown) => { readonly value: Value } | undefined,
): Promise<AccountReply<Value>> {
  const result = await exchange(address, path, { method: "GET", headers: { "x-api-version": apiVersion } }, signal);
  if ("failure" in result) return { outcome: "unavailable", detail: "The service cannot be reached." };
  const { status, headers, body } = result.reply;
  const json = parseJson(body);
  if (status === 401) {
    return { outcome: /missing/i.test(readError(json).message) ? "key_missing" : "key_refused" };
  }
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
