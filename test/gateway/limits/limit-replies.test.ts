import { startGatewayRig, url, type GatewayRig, type GatewayRigOptions } from "../../support/gateway-rig";

const people = (...slugs: string[]) => ({
  professional_network_profile_urls: slugs.map(url),
  fields: ["basic_profile"],
});
const secondsToMidnight = (): number => 86_400 - Math.floor((Date.now() / 1000) % 86_400);

let rig: GatewayRig;

const start = async (options: GatewayRigOptions): Promise<void> => void (rig = await startGatewayRig(options));
afterEach(() => rig.close());

/** As the add-in does: it comes again as long as it is told to. */
async function answered(slug: string) {
  let reply = await rig.enrich(people(slug));
  while (reply.statusCode === 429) reply = await rig.enrich(people(slug));
  return reply;
}

describe("whoever is beyond a limit", () => {
  it("of a day is told 403 and the seconds until midnight UTC, and nobody is asked for", async () => {
    await start({ limits: { personCreditsPerDay: 1 } });
    expect((await rig.enrich(people("known-a"))).headers["x-credits-used"]).toBe("1");

    const before = secondsToMidnight();
    const refused = await rig.enrich(people("known-a", "known-b"));
    const after = secondsToMidnight();

    expect(refused.statusCode).toBe(403);
    expect(refused.json()).toEqual({
      error: {
        type: "daily_limit_reached",
        message: "Your daily limit of 1 credit is reached; it resets at 00:00 UTC.",
        metadata: [{ failed_rows: [1] }],
      },
    });
    const seconds = Number(refused.headers["retry-after"]);
    expect(seconds).toBeLessThanOrEqual(before);
    expect(seconds).toBeGreaterThanOrEqual(after);
    expect(refused.headers["x-credits-used"]).toBeUndefined();
    expect(await rig.ledger()).toMatchObject({ requests: 1, credits: 1 });
    expect((await rig.enrich(people("known-a"))).statusCode).toBe(200);
  });

  it("of those who may wait is told 429 and when to come again, and costs nothing", async () => {
    await start({ mostWaiting: 1, holdMs: 100 });
    await rig.fault("slow");
    const waiting = rig.enrich(people("known-a"));

    const refused = await rig.enrich(people("known-b"));

    expect(refused.statusCode).toBe(429);
    expect(refused.headers["retry-after"]).toBe("15");
    expect(refused.json()).toEqual({
      error: {
        type: "queue_full",
        message: "Too many lookups wait already: ask again in a while.",
        metadata: [],
      },
    });
    expect((await waiting).json()).toMatchObject({ error: { type: "still_queued" } });
    const credits = [await answered("known-a"), await answered("known-b")].map(
      ({ headers }) => headers["x-credits-used"],
    );
    expect(credits).toEqual(["1", "1"]);
    expect(await rig.ledger()).toMatchObject({ requests: 2, credits: 2 });
  });
});
