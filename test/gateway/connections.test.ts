import type { Connection } from "../../src/gateway/connection";
import { createConnections } from "../../src/gateway/connections";
import { createSteppedClock } from "../support/stepped-clock";

const minute = 60_000;

function rig(options: { readonly maxPersonal?: number } = {}) {
  const clock = createSteppedClock();
  const opened: string[] = [];
  const closed: string[] = [];
  const open = (name: string): Connection => ({
    source: "personal",
    lookups: { kept: () => Promise.resolve(undefined), hold: () => Promise.reject(new Error(name)) as never },
    rateLimit: () => undefined,
    account: () => Promise.resolve({ outcome: "unavailable", detail: "" }),
    health: () => "ok",
    storage: () => ({ store: "ok", redis: "unused" }),
    hasStarted: () => true,
    wake: () => undefined,
    close: () => Promise.resolve(void closed.push(name)),
  });
  const connections = createConnections({
    own: open("own"),
    openPersonal(key) {
      opened.push(key);
      return open(key);
    },
    clock,
    ...options,
  });
  return { clock, opened, closed, connections };
}

describe("connections", () => {
  it("are one for each personal key, the same as long as it is used", () => {
    const { connections, opened } = rig();

    const first = connections.personal("key-a");

    expect(connections.personal("key-a")).toBe(first);
    expect(connections.personal("key-b")).not.toBe(first);
    expect(opened).toEqual(["key-a", "key-b"]);
  });

  it("keep a personal key's answers for ten minutes after its last use, and end then", async () => {
    const { clock, connections, closed } = rig();
    const first = connections.personal("key-a");

    await clock.advance(9 * minute);
    expect(connections.personal("key-a")).toBe(first);
    await clock.advance(10 * minute - 1);
    expect(connections.personal("key-a")).toBe(first);
    await clock.advance(10 * minute + 1);

    expect(connections.personal("key-a")).not.toBe(first);
    expect(closed).toEqual(["key-a"]);
  });

  it("give way to others by the longest unused when there are too many", () => {
    const { connections, closed } = rig({ maxPersonal: 2 });
    connections.personal("key-a");
    connections.personal("key-b");
    connections.personal("key-a");

    connections.personal("key-c");

    expect(closed).toEqual(["key-b"]);
  });

  it("are all finished when the gateway ends", async () => {
    const { connections, closed } = rig();
    connections.personal("key-a");

    await connections.close();

    expect(closed.sort()).toEqual(["key-a", "own"]);
  });
});
