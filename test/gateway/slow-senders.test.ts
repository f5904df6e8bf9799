import { once } from "node:events";
import { connect } from "node:net";
import { createHttpServer } from "../../src/gateway/http-server";

test("whoever never sends the rest of a request is told 408 and cut off, and others are served meanwhile", async () => {
  const server = createHttpServer({ receiveMs: 200 });
  server.post("/", () => "read");
  server.get("/", () => "read");
  const { port } = new URL(await server.listen({ host: "127.0.0.1", port: 0 }));

  const slow = connect(Number(port), "127.0.0.1");
  const heard: Buffer[] = [];
  slow.on("data", (bytes: Buffer) => heard.push(bytes));
  slow.write('POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a');
  const ended = once(slow, "close");
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("read");
  await ended;

  expect(Buffer.concat(heard).toString()).toMatch(/^HTTP\/1\.1 408 /);
  await server.close();
});

test("a reply may take longer than a request", async () => {
  const server = createHttpServer({ receiveMs: 100 });
  server.get("/", () => new Promise((resolve) => setTimeout(() => resolve("late"), 500)));
  const address = await server.listen({ host: "127.0.0.1", port: 0 });

  expect(await (await fetch(address)).text()).toBe("late");
  await server.close();
});
