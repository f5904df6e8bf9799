import type { GatewayClient } from "./gateway-client";

/**
 * A client whose code is loaded with its first use, so that the first bundle need not carry it. Where that fails, it is
 * as if the gateway could not be reached, and whoever asks next tries again.
 */
export function createLazyGatewayClient(load: () => Promise<GatewayClient>): GatewayClient {
  const loaded = (): Promise<GatewayClient | undefined> => load().catch(() => undefined);
  return {
    enrich: async (batch, signal) => (await loaded())?.enrich(batch, signal) ?? { outcome: "unreachable" },
    kept: async (batch, signal) => (await loaded())?.kept(batch, signal),
    account: async () => (await loaded())?.account() ?? { outcome: "unavailable", detail: unreachable },
  };
}

const unreachable = "The add-in could not be loaded whole.";
