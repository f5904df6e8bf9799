import { parseIdentifier } from "../../src/core/identifier";
import type { Batch } from "../../src/core/service";
import type { GatewayClient } from "../../src/excel/gateway-client";
import { createLazyGatewayClient } from "../../src/excel/lazy-gateway-client";

const parsed = parseIdentifier("https://www.linkedin.com/in/ada");
if (parsed.status !== "identifier") throw new Error("The example is no identifier.");
const batch: Batch = {
  ...{ kind: "url", identifiers: [parsed.identifier], sections: ["skills"], options: {}, priority: "formula" },
};
const { signal } = new AbortController();
const working: GatewayClient = {
  enrich: () => Promise.resolve({ outcome: "answered", rows: [], creditsUsed: 0 }),
  kept: () => Promise.resolve([]),
  account: () => Promise.resolve({ outcome: "key_missing" }),
};

describe("a way to the gateway whose code is not there yet", () => {
  it("is loaded by whoever uses it", async () => {
    const client = createLazyGatewayClient(() => Promise.resolve(working));

    expect((await client.enrich(batch, signal)).outcome).toBe("answered");
    expect(await client.kept(batch, signal)).toEqual([]);
    expect(await client.account()).toEqual({ outcome: "key_missing" });
  });

  it("is as good as no network where it cannot be loaded, and is tried again by the next", async () => {
    let isBroken = true;
    const client = createLazyGatewayClient(() => {
      return isBroken ? Promise.reject(new Error("ChunkLoadError")) : Promise.resolve(working);
    });

    expect(await client.enrich(batch, signal)).toEqual({ outcome: "unreachable" });
    expect(await client.kept(batch, signal)).toBeUndefined();
    expect((await client.account()).outcome).toBe("unavailable");
    isBroken = false;
    expect((await client.enrich(batch, signal)).outcome).toBe("answered");
  });
});
