import type { Account } from "../../src/core/connection";
import type { AccountReply } from "../../src/crustdata/account";
import { createConnection, type Connection } from "../../src/excel/connection";
import { createDeviceStorage } from "../../src/excel/storage/device-storage";
import { accountOf } from "../support/fake-connection";
import { createMemoryStorage } from "../support/memory-storage";

type Reply = AccountReply<Account>;
const read = (source: Account["source"], people?: Account["people"]): Reply => ({
  outcome: "read",
  value: { ...accountOf(source), people },
  rateLimit: undefined,
});
const away: Reply = { outcome: "unavailable", detail: "The service cannot be reached." };

/** A gateway whose own reply is `own`; the key `good` works, all others are refused. */
function connectionTo(own: Reply, browser = createMemoryStorage()) {
  const gateway = { own, people: undefined as Account["people"], isBroken: false, reachable: Promise.resolve() };
  const storage = { isBroken: false };
  const connected: Connection[] = [];
  const forgotten: string[] = [];
  /** The key that was in use each time. */
  const askedWhileForgetting: (string | undefined)[] = [];
  const asked: (string | undefined)[] = [];
  let resumed = 0;
  const connection = createConnection({
    storage: createDeviceStorage({ storage: () => browser, partitionKey: () => undefined }),
    async readAccount(key) {
      asked.push(key);
      await gateway.reachable;
      if (gateway.isBroken) throw new Error("A part of the add-in could not be loaded.");
      if (key === undefined || gateway.own.outcome === "unavailable") return gateway.own;
      return key.startsWith("good") ? read("personal", gateway.people) : { outcome: "key_refused" };
    },
    nameOfKey: (key) => Promise.resolve(`personal-${key.length}`),
    connect: (next) => void connected.push(next),
    resume: () => resumed++,
    forgetAnswers(id) {
      if (storage.isBroken) return Promise.reject(new Error("A part of the add-in could not be loaded."));
      forgotten.push(id);
      askedWhileForgetting.push(connected.at(-1)?.key);
      return Promise.resolve();
    },
  });
  return {
    connection,
    gateway,
    storage,
    connected,
    forgotten,
    askedWhileForgetting,
    asked,
    browser,
    resumed: () => resumed,
  };
}

describe("the connection", () => {
  it("is unavailable where the account cannot even be asked for, and answers kept before are served", async () => {
    const browser = createMemoryStorage();
    await connectionTo(read("team"), browser).connection.reload();
    const { connection, connected, gateway } = connectionTo(read("team"), browser);
    gateway.isBroken = true;

    await connection.reload();

    expect(connection.state.get()).toEqual({
      status: "unavailable",
      detail: "The add-in's server cannot be reached.",
    });
    expect(connected).toEqual([{ id: "team", key: undefined }]);
    expect(await connection.testKey("good")).toMatchObject({ outcome: "unreachable" });
  });

  it("is the gateway's own where no key is kept here", async () => {
    const { connection, connected } = connectionTo(read("sandbox"));
    expect(connection.state.get()).toEqual({ status: "loading" });

    await connection.reload();

    expect(connection.state.get()).toMatchObject({ status: "ready", kind: "sandbox" });
    expect(connected).toEqual([{ id: "sandbox", key: undefined }]);
  });

  it("changes the answers' store when the gateway stops being the sandbox", async () => {
    const { connection, gateway, connected } = connectionTo(read("sandbox"));
    await connection.reload();

    gateway.own = read("team");
    await connection.reload();

    expect(connected.at(-1)).toEqual({ id: "team", key: undefined });
  });

  it("serves what was kept of the gateway's last connection while it is away, and goes on when it is back", async () => {
    const { connection, browser } = connectionTo(read("team"));
    await connection.reload();

    const later = connectionTo(away, browser);
    await later.connection.reload();
    expect(later.connection.state.get()).toMatchObject({ status: "unavailable" });
    expect(later.connected).toEqual([{ id: "team", key: undefined }]);

    later.gateway.own = read("team");
    await later.connection.reload();
    expect(later.connection.state.get()).toMatchObject({ status: "ready" });
    expect(later.resumed()).toBe(1);
  });

  it("never takes a gateway that is away for one of invented people", async () => {
    const { connection, browser } = connectionTo(read("sandbox"));
    await connection.reload();

    const later = connectionTo(away, browser);
    await later.connection.reload();

    expect(later.connected).toEqual([{ id: undefined, key: undefined }]);
  });

  it("takes no store for its own before it ever knew whose answers these are", async () => {
    const { connection, connected } = connectionTo(away);

    await connection.reload();

    expect(connected).toEqual([{ id: undefined, key: undefined }]);
  });

  it("says where nobody has a key", async () => {
    const { connection } = connectionTo({ outcome: "key_missing" });

    await connection.reload();

    expect(connection.state.get()).toEqual({ status: "no_key" });
  });

  it("tests a key without keeping it", async () => {
    const { connection, browser, connected } = connectionTo({ outcome: "key_missing" });

    expect(await connection.testKey(" good ")).toMatchObject({ outcome: "works", account: { source: "personal" } });
    expect(await connection.testKey("bad")).toEqual({ outcome: "refused", detail: "The service refused the key." });
    expect(browser.entries.size).toBe(0);
    expect(connected).toEqual([]);
  });

  it("tells a gateway that is away from a key that is refused", async () => {
    const { connection } = connectionTo(away);

    expect(await connection.testKey("good")).toMatchObject({ outcome: "unreachable" });
  });

  it("asks over a personal key under a name of its own, and lets asking go on", async () => {
    const { connection, connected, resumed } = connectionTo({ outcome: "key_missing" });
    await connection.reload();

    await connection.useKey(" good ");

    expect(connection.state.get()).toMatchObject({ status: "ready", kind: "personal" });
    expect(connected.at(-1)).toEqual({ id: "personal-4", key: "good" });
    expect(resumed()).toBeGreaterThan(0);
  });

  it("goes on with the kept key on the next page, and says when it is refused by then", async () => {
    const { browser, connection } = connectionTo({ outcome: "key_missing" });
    await connection.useKey("bad");
    expect(connection.state.get()).toEqual({ status: "unavailable", detail: "The service refused the key." });

    const next = connectionTo({ outcome: "key_missing" }, browser);
    await next.connection.reload();

    expect(next.connected).toEqual([{ id: "personal-3", key: "bad" }]);
  });

  it("forgets the key with all that was kept under it, and is the gateway's again", async () => {
    const { connection, browser, connected, forgotten } = connectionTo(read("sandbox"));
    await connection.useKey("good");

    await connection.forgetKey();

    expect(JSON.stringify([...browser.entries])).not.toContain("good");
    expect(forgotten).toEqual(["personal-4"]);
    expect(connected.at(-1)).toEqual({ id: "sandbox", key: undefined });
  });

  it("is rid of the key, and says that its answers remain, where they cannot be deleted", async () => {
    const { connection, browser, storage } = connectionTo(read("sandbox"));
    await connection.useKey("good");
    storage.isBroken = true;

    expect(await connection.useKey("good two")).toBe("answers_remain");
    expect(await connection.forgetKey()).toBe("answers_remain");

    expect(JSON.stringify([...browser.entries])).not.toContain("good");
    expect(connection.state.get()).toMatchObject({ kind: "sandbox" });
  });

  it("asks over a key no more once its answers are forgotten, also where somebody presses twice", async () => {
    const { connection, gateway, forgotten, askedWhileForgetting } = connectionTo(read("sandbox"));
    await connection.useKey("good");

    const first = connection.forgetKey();
    let answer: () => void = () => undefined;
    gateway.reachable = new Promise((resolve) => (answer = resolve));
    const second = connection.forgetKey();
    await new Promise(setImmediate);
    answer();
    await Promise.all([first, second]);

    expect(forgotten).toEqual(["personal-4"]);
    expect(askedWhileForgetting).toEqual([undefined]);
  });

  it("is a personal key's, yet of invented people, where the gateway says so", async () => {
    const { connection, gateway } = connectionTo(read("sandbox"));
    gateway.people = "invented";

    expect(await connection.testKey("good")).toMatchObject({ account: { source: "personal", people: "invented" } });
    await connection.useKey("good");
    expect(connection.state.get()).toMatchObject({ kind: "personal", account: { people: "invented" } });

    gateway.people = undefined;
    await connection.reload();
    expect(connection.state.get()).toMatchObject({ kind: "personal", account: { people: undefined } });
  });

  it("forgets what was kept under a key that another replaces", async () => {
    const { connection, forgotten } = connectionTo(read("sandbox"));
    await connection.useKey("good");

    await connection.useKey("good two");

    expect(forgotten).toEqual(["personal-4"]);
  });

  it.each([
    ["sign_in_needed", "signed_out"],
    ["not_allowed", "not_allowed"],
  ] as const)(
    "where the gateway says %s, serves what was kept and asks again once it is mended",
    async (outcome, status) => {
      const { connection, gateway, connected, resumed } = connectionTo(read("team"));
      await connection.reload();
      const before = resumed();

      gateway.own = { outcome };
      await connection.reload();
      expect(connection.state.get()).toEqual({ status });
      expect(connected.at(-1)).toEqual({ id: "team", key: undefined });

      gateway.own = read("team");
      await connection.reload();
      expect(connection.state.get()).toMatchObject({ status: "ready", kind: "team" });
      expect(resumed()).toBe(before + 1);
    },
  );

  it("leaves nothing of the team's on this device once somebody has signed out", async () => {
    const { connection, gateway, connected, forgotten } = connectionTo(read("team"));
    await connection.reload();
    gateway.own = { outcome: "sign_in_needed" };

    expect(await connection.leave()).toBe("forgotten");

    expect(forgotten).toEqual(["team"]);
    expect(connected.at(-1)).toEqual({ id: undefined, key: undefined });
    expect(connection.state.get()).toEqual({ status: "signed_out" });
  });
});
