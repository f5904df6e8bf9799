import { Redis } from "ioredis";
import type { AskOptions, Lookup, Outcome } from "../../../src/core/enricher";
import { readAskMessage } from "../../../src/gateway/redis/ask-messages";
import { createForwardedAsks } from "../../../src/gateway/redis/forwarded-asks";
import { createOutbox } from "../../../src/gateway/redis/outbox";
import { createServedAsks } from "../../../src/gateway/redis/served-asks";
import { systemClock } from "../../../src/gateway/system-clock";
import { createFakeClock } from "../../support/fake-clock";
import { url } from "../../support/identifiers";
import { startRedisServer, type RedisServer } from "../../support/redis-server";

let server: RedisServer;
let redis: Redis;
/** Its commands block. */
let inbox: Redis;

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
  inbox = redis.duplicate();
});
afterAll(async () => {
  redis.disconnect();
  inbox.disconnect();
  await server.stop();
});

const notFound: Outcome = { answer: { status: "not_found", asOf: 1 }, credits: 0, origin: "asked" };
const lookup: Lookup = { identifier: url("ada"), sections: ["basic_profile"] };

/** How the leader asks for what another gateway was asked in this way. */
async function askedByLeader(options: AskOptions): Promise<AskOptions> {
  const outbox = createOutbox({ redis, clock: systemClock });
  const forwarded = createForwardedAsks({ outbox, clock: systemClock, asksRow: "asks", me: "one" });
  const withdrawal = new AbortController();
  const asked = forwarded.forward(lookup, { ...options, signal: withdrawal.signal });
  const [, text = ""] = (await inbox.blpop("asks", 5)) ?? [];
  const seen = await new Promise<AskOptions>((resolve) => {
    const answer = (_lookup: Lookup, { priority, refresh, caller }: AskOptions): Promise<Outcome> => {
      resolve({ priority, refresh, caller } as AskOptions);
      return Promise.resolve(notFound);
    };
    createServedAsks({ outbox, clock: systemClock, answer, repliesRow: (name) => `replies:${name}` }).serve(
      readAskMessage(text),
    );
  });
  const reply = (await inbox.blpop("replies:one", 5))?.[1] ?? "{}";
  forwarded.receive(JSON.parse(reply) as { id: string; outcome: Outcome });
  expect(await asked).toEqual(notFound);
  return seen;
}

test("the leader asks for others' people in their turn, at their priority, and anew where they refresh", async () => {
  const options = { caller: "token:ada", priority: "bulk", refresh: true } as const;

  expect(await askedByLeader(options)).toEqual(options);
});

test("a gateway of before the turns is served as one who asks", () => {
  const message = { kind: "ask", id: "1", from: "old", lookup, priority: "formula", refresh: false };

  expect(readAskMessage(JSON.stringify(message))).toEqual(message);
});

test("what Redis may not have taken is told again under the same name, so that its credits find whoever waits", async () => {
  const clock = createFakeClock();
  const told: unknown[] = [];
  const put = (_row: string, message: unknown): Promise<void> =>
    told.push(message) === 1 ? Promise.reject(new Error("Command timed out")) : Promise.resolve();
  const forwarded = createForwardedAsks({ outbox: { put }, clock, asksRow: "asks", me: "one" });
  const asked = forwarded.forward(lookup, {});
  await clock.advance(2_000);

  const [first, second] = told as { readonly id: string }[];
  forwarded.receive({ id: first?.id ?? "", outcome: { ...notFound, credits: 1 } });

  expect(second).toEqual(first);
  expect((await asked).credits).toBe(1);
});

test("a withdrawal that the leader never confirms may have come too late: it counts as possibly billed", async () => {
  const clock = createFakeClock();
  const put = () => Promise.resolve();
  const forwarded = createForwardedAsks({ outbox: { put }, clock, asksRow: "asks", me: "one" });
  const withdrawal = new AbortController();
  const asked = forwarded.forward(lookup, { signal: withdrawal.signal });
  await clock.advance(1_000);

  withdrawal.abort(new Error("Nobody asked for it again."));
  await clock.advance(62_000);

  expect(await asked).toMatchObject({ answer: { code: "no_answer_in_time", possiblyBilled: true }, credits: 0 });
});
