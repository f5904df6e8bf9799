import { createEnricher } from "../../src/core/create-enricher";
import type { Enricher, Lookup, Outcome } from "../../src/core/enricher";
import { parseIdentifier } from "../../src/core/identifier";
import { createConcurrencyLimit } from "../../src/core/slots";
import { createCrustdataClient } from "../../src/crustdata/client";
import { systemClock } from "../../src/gateway/system-clock";
import { startGatewayRig, type GatewayRig, type GatewayRigOptions } from "./gateway-rig";

const ends: (() => Promise<void>)[] = [];

/** The add-in's core and client as they stand in the page, over HTTP to a gateway of their own, and behind it the sandbox. */
export async function startBothEnds(options: GatewayRigOptions = {}): Promise<{ rig: GatewayRig; enricher: Enricher }> {
  const rig = await startGatewayRig(options);
  const address = await rig.gateway.listen({ host: "127.0.0.1", port: 0 });
  const enricher = createEnricher({
    clock: systemClock,
    random: () => 0,
    slots: createConcurrencyLimit(4, { clock: systemClock, random: () => 0 }),
    service: createCrustdataClient({
      baseUrl: `${address}/api`,
      fetch,
      clock: systemClock,
      headers: () => ({}),
      timeoutMs: 60_000,
      sendPriority: true,
    }),
  });
  ends.push(async () => {
    await enricher.close();
    await rig.close();
  });
  return { rig, enricher };
}

afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

export const lookupOfText = (text: string, sections: readonly string[] = ["basic_profile"]): Lookup => {
  const parsed = parseIdentifier(text);
  if (parsed.status !== "identifier") throw new Error(text);
  return { identifier: parsed.identifier, sections };
};
export const codeOf = ({ answer }: Outcome) => (answer.status === "failed" ? answer.code : answer.status);
