import { defaultSections } from "../../src/core/catalogue";
import { startGatewayRig, url, type GatewayRig, type GatewayRigOptions } from "./gateway-rig";

/** Starts gateways for the tests of a file or block, with these options unless others are given; each ends with its test. */
export function gatewayRigs(usual: GatewayRigOptions = {}): (options?: GatewayRigOptions) => Promise<GatewayRig> {
  const rigs: GatewayRig[] = [];
  afterEach(async () => {
    await Promise.all(rigs.splice(0).map((rig) => rig.close()));
  });
  return async (options = {}) => {
    const rig = await startGatewayRig({ ...usual, ...options });
    rigs.push(rig);
    return rig;
  };
}

/** The body of a request for these people as the add-in sends it. */
export const people = (...slugs: readonly string[]) => ({
  professional_network_profile_urls: slugs.map(url),
  fields: defaultSections,
});
