import Fastify, { type FastifyInstance } from "fastify";
import { randomUUID } from "node:crypto";
import type { Enricher, Lookup, Outcome } from "../../../src/core/enricher";
import { parseIdentifier } from "../../../src/core/identifier";
import { createCrustdataClient } from "../../../src/crustdata/client";
import { openSharedEnricher, type OpenedSharedEnricher } from "../../../src/gateway/redis/open-shared-enricher";
import { systemClock } from "../../../src/gateway/system-clock";
import type { LedgerReading } from "../../../src/sandbox/ledger";
import { createSandbox } from "../../../src/sandbox/sandbox";
import { startRedisServer, type RedisServer } from "../../support/redis-server";

let redis: RedisServer;
let sandbox: FastifyInstance;
let service: ReturnType<typeof createCrustdataClient>;
const opened: OpenedSharedEnricher[] = [];
const defects: unknown[] = [];

beforeAll(async () => {
  redis = await startRedisServer();
});
afterAll(() => redis.stop());

beforeEach(async () => {
  sandbox = Fastify({ forceCloseConnections: true });
  await sandbox.register(createSandbox({ requestsPerMinute: 100_000, slowMs: 1_500 }));
  const baseUrl = await sandbox.listen({ host: "127.0.0.1", port: 0 });
  service = createCrustdataClient({
    baseUrl,
    clock: systemClock,
    fetch,
    headers: () => ({ authorization: "Bearer sandbox-gateway" }),
  });
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ enricher }) => enricher.close()));
  await sandbox.close();
  expect(defects.splice(0)).toEqual([]);
});

/** Gateways of one key. */
async function gateways(count: number): Promise<Enricher[]> {
  const connectionId = randomUUID();
  const started = Array.from({ length: count }, () => {
    const gateway = openSharedEnricher({
      url: redis.url,
      connectionId,
      clock: systemClock,
      service,
      settings: { defaultSections: () => [] },
      onDefect: (cause) => void defects.push(cause),
    });
    opened.push(gateway);
    return gateway;
  });
  await Promise.all(started.map((gateway) => gateway.whenReady()));
  return started.map(({ enricher }) => enricher);
}

function person(slug: string, sections: readonly string[] = ["basic_profile"]): Lookup {
  const parsed = parseIdentifier(`https://www.linkedin.com/in/${slug}`);
  if (parsed.status !== "identifier") throw new Error(`${slug} is not a slug.`);
  return { identifier: parsed.identifier, sections };
}

const people = (count: number, prefix = "known"): Lookup[] =>
  Array.from({ length: count }, (_, index) => person(`${prefix}-${index}-x`));

const ledger = async (): Promise<LedgerReading> =>
  (await sandbox.inject({ method: "GET", url: "/ledger" })).json<LedgerReading>();

const statuses = (outcomes: readonly Outcome[]): string[] => outcomes.map(({ answer }) => answer.status);

test("people asked for at different gateways leave in full requests together", async () => {
  const [one, other] = (await gateways(2)) as [Enricher, Enricher];
  const asked = people(50);

  const outcomes = await Promise.all(asked.map((lookup, index) => (index % 2 === 0 ? one : other).ask(lookup)));

  expect(statuses(outcomes)).toEqual(asked.map(() => "matched"));
  expect(await ledger()).toMatchObject({ requests: 2, credits: 50 });
  expect(outcomes.reduce((sum, { credits }) => sum + credits, 0)).toBe(50);
});

test("one person asked for at every gateway at once is paid for once", async () => {
  const all = await gateways(3);

  const outcomes = await Promise.all(all.map((gateway) => gateway.ask(person("known-ada"))));

  expect(statuses(outcomes)).toEqual(["matched", "matched", "matched"]);
  expect(await ledger()).toMatchObject({ requests: 1, credits: 1 });
  expect(outcomes.reduce((sum, { credits }) => sum + credits, 0)).toBe(1);
});

test("what one gateway has bought every gateway has", async () => {
  const [one, other] = (await gateways(2)) as [Enricher, Enricher];
  await one.ask(person("known-ada"));
  await other.ask(person("known-bob"));
  const before = await ledger();

  const outcomes = await Promise.all([other.ask(person("known-ada")), one.ask(person("known-bob"))]);

  expect(outcomes.map(({ origin, credits }) => ({ origin, credits }))).toEqual([
    { origin: "kept", credits: 0 },
    { origin: "kept", credits: 0 },
  ]);
  expect(await ledger()).toEqual(before);
});

test("a gateway that ends hands over: what waited at another is asked for once, by the next", async () => {
  const all = await gateways(2);
  await Promise.all(all.map((gateway) => gateway.ask(person("known-first"))));
  const asked = people(60, "known-late");

  const outcomes = asked.map((lookup, index) => (all[index % 2] as Enricher).ask(lookup));
  const closed = opened.shift()?.enricher.close();
  const settled = await Promise.all(outcomes);
  await closed;

  // The one that ended may have told its own callers to ask again; nobody is lost, and nobody is paid for twice.
  const again = await Promise.all(asked.map((lookup) => (all[1] as Enricher).ask(lookup)));
  expect(statuses(again)).toEqual(asked.map(() => "matched"));
  expect((await ledger()).credits).toBe(61);
  expect(settled.filter(({ answer }, index) => index % 2 === 1 && answer.status !== "matched")).toEqual([]);
});

test("whoever withdraws before sending costs nothing, at another gateway too", async () => {
  const all = await gateways(2);
  await Promise.all(all.map((gateway) => gateway.kept(person("nobody"))));
  const withdrawals = all.map(() => new AbortController());
  const outcomes = all.map((gateway, index) =>
    gateway.ask(person(`known-withdrawn-${index}`), { signal: withdrawals[index]?.signal as AbortSignal }),
  );

  const withdrawn = new Error("Withdrawn.");
  withdrawals.forEach((withdrawal) => withdrawal.abort(withdrawn));

  expect(await Promise.allSettled(outcomes)).toEqual(all.map(() => ({ status: "rejected", reason: withdrawn })));
  expect((await ledger()).credits).toBe(0);
});

test("while Redis is away what is known is answered, everything else is refused, and nothing is sent", async () => {
  const [one, other] = (await gateways(2)) as [Enricher, Enricher];
  await Promise.all([one.ask(person("known-ada")), other.ask(person("known-bob"))]);
  await Promise.all([one.kept(person("known-bob")), other.kept(person("known-ada"))]);
  const before = await ledger();

  await redis.kill();
  const known = await Promise.all([one.ask(person("known-ada")), other.ask(person("known-ada"))]);
  const unknown = await Promise.all([one.ask(person("known-eve")), other.ask(person("known-eve"))]);

  expect(statuses(known)).toEqual(["matched", "matched"]);
  expect(unknown.map(({ answer }) => answer)).toEqual([
    expect.objectContaining({ status: "failed", code: "service_unavailable", possiblyBilled: false }),
    expect.objectContaining({ status: "failed", code: "service_unavailable", possiblyBilled: false }),
  ]);
  expect(await ledger()).toEqual(before);
  await redis.start();
});
