import fc from "fast-check";
import { startGatewayRig, url, type GatewayRig } from "../support/gateway-rig";

const printable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
const headers = fc.dictionary(
  fc.constantFrom("content-type", "x-priority", "x-refresh", "x-workbook", "authorization", "accept", "origin"),
  printable,
  { noNullPrototype: true },
);
/** Nearly right bodies reach deeper than random ones; none of these can be right. */
const body = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .record(
      {
        professional_network_profile_urls: fc.oneof(fc.jsonValue(), fc.array(fc.string(), { maxLength: 30 })),
        business_emails: fc.oneof(fc.jsonValue(), fc.array(fc.string(), { maxLength: 30 })),
        fields: fc.oneof(fc.jsonValue(), fc.array(fc.string()), fc.constant(["__proto__", "constructor"])),
        min_similarity_score: fc.jsonValue(),
        force_fetch: fc.jsonValue(),
      },
      { requiredKeys: ["fields"] },
    )
    .map((value) => JSON.stringify(value)),
  fc
    .jsonValue()
    .map((fields) => JSON.stringify({ professional_network_profile_urls: [url("known-a")], fields: [fields] })),
);

describe("hostile requests", () => {
  let rig: GatewayRig;
  beforeAll(async () => {
    rig = await startGatewayRig();
  });
  afterAll(() => rig.close());

  it("never make the gateway fail, never reach the service, and learn nothing", async () => {
    await fc.assert(
      fc.asyncProperty(body, headers, async (payload, extra) => {
        const reply = await rig.enrich(payload, extra);
        expect([400, 413, 415]).toContain(reply.statusCode);
        expect(Object.keys(reply.json<object>())).toEqual(["error"]);
        expect(reply.body).not.toMatch(/node_modules|\/src\/|\\n +at /);
      }),
      { numRuns: 400 },
    );

    expect((await rig.ledger()).requests).toBe(0);
  });

  it("find nothing at paths that nobody offers", async () => {
    await fc.assert(
      fc.asyncProperty(printable, fc.constantFrom("GET", "POST", "PUT", "DELETE"), async (path, method) => {
        const reply = await rig.gateway.inject({ method, url: `/api/x/${encodeURIComponent(path)}` });
        expect([400, 404]).toContain(reply.statusCode);
      }),
      { numRuns: 200 },
    );
  });
});
