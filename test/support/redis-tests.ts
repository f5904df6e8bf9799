import { connectRedis, type RedisConnection } from "../../src/gateway/redis/redis-connection";
import { startRedisServer, type RedisServer } from "./redis-server";

/** A real Redis for the tests of a file, with a connection of theirs; only there while they run. */
export interface RedisForTests {
  readonly url: string;
  readonly redis: RedisConnection["redis"];
}

export function redisForTests(): RedisForTests {
  let server: RedisServer;
  let connection: RedisConnection;
  beforeAll(async () => {
    server = await startRedisServer();
    connection = connectRedis(server.url);
    await connection.whenReady();
  });
  afterAll(async () => {
    connection.close();
    await server.stop();
  });
  return {
    get url() {
      return server.url;
    },
    get redis() {
      return connection.redis;
    },
  };
}
