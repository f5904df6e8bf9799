import type { FastifyInstance } from "fastify";
import { Redis } from "ioredis";
import { once } from "node:events";
import { requireCaller } from "../../../src/gateway/auth/require-caller";
import { createHttpServer } from "../../../src/gateway/http-server";
import { memoryLimiter, redisLimiters, type OpenLimiter } from "../../../src/gateway/limits/limiters";
import { createRequestLimit, limitRequests } from "../../../src/gateway/limits/request-limit";
import { createFakeClock, type FakeClock } from "../../support/fake-clock";
import { startRedisServer } from "../../support/redis-server";

/** A server that lets everybody send so many requests in a minute; a token is the person's name. */
function rig(perMinute: number, openLimiter: OpenLimiter = memoryLimiter, clock: FakeClock = createFakeClock()) {
  const server: FastifyInstance = createHttpServer({});
  const open = ["/open"];
  requireCaller(
    server,
    (name = "") => Promise.resolve(name === "" ? "unauthenticated" : { id: name, name, isAdministrator: false }),
    open,
  );
  limitRequests(server, createRequestLimit({ clock, openLimiter, perMinute }), open);
  server.get("/", () => "read");
  server.get("/open", () => "read");
  const send = (name: string, url = "/") => server.inject({ url, headers: name === "" ? {} : { authorization: name } });
  const statuses = async (name: string, count: number): Promise<number[]> => {
    const codes: number[] = [];
    for (let sent = 0; sent < count; sent++) codes.push((await send(name)).statusCode);
    return codes;
  };
  return { clock, send, statuses };
}

describe("a person's requests in a minute", () => {
  it("are refused beyond the limit with a sentence and the time to wait, others' are not", async () => {
    const { clock, send, statuses } = rig(2);
    await clock.advance(20_500);

    expect(await statuses("ada", 3)).toEqual([200, 200, 429]);
    const refused = await send("ada");
    expect(refused.headers["retry-after"]).toBe("40");
    expect(refused.json()).toEqual({
      error: {
        type: "too_many_requests",
        message: "One person may send 2 requests in a minute: wait until the next.",
        metadata: [],
      },
    });
    expect(await statuses("bob", 2)).toEqual([200, 200]);

    await clock.advance(40_000);
    expect(await statuses("ada", 3)).toEqual([200, 200, 429]);
  });

  it("do not count where nobody signs in, and strangers are told nothing of it", async () => {
    const { send, statuses } = rig(1);
    await statuses("ada", 2);

    expect((await send("", "/open")).statusCode).toBe(200);
    expect((await send("", "/open")).statusCode).toBe(200);
    expect(await statuses("", 3)).toEqual([401, 401, 401]);
  });

  it("count at all gateways of one Redis together", async () => {
    const server = await startRedisServer();
    const clients = [new Redis(server.url), new Redis(server.url)];
    await Promise.all(clients.map((client) => once(client, "ready")));
    const clock = createFakeClock();
    const [one, two] = clients.map((client) => rig(2, redisLimiters(client), clock));

    expect(await one?.statuses("ada", 1)).toEqual([200]);
    expect(await two?.statuses("ada", 2)).toEqual([200, 429]);
    expect(await one?.statuses("ada", 1)).toEqual([429]);
    clients.forEach((client) => client.disconnect());
    await server.stop();
  });

  it("count at each gateway by itself while Redis is away", async () => {
    const away = new Redis({ lazyConnect: true, enableOfflineQueue: false });
    const { statuses } = rig(2, redisLimiters(away));

    expect(await statuses("ada", 3)).toEqual([200, 200, 429]);
    away.disconnect();
  });
});
