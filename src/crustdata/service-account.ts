import { type AccountReply, askAccount } from "./account";
import { wireEndpoints, wireUserCredits } from "./account-wire";
import type { ServiceAddress } from "./exchange";

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
      askAccount(address, "/user/credits", signal, (body) => {
        const parsed = wireUserCredits.safeParse(body);
        return parsed.success ? { value: parsed.data.credits } : undefined;
      }),
    permissions: (signal) =>
      askAccount(address, "/account/endpoints?path=/person/enrich", signal, (body) => {
        const parsed = wireEndpoints.safeParse(body);
        return parsed.success ? { value: toPermissions(parsed.data) } : undefined;
      }),
  };
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
