import { createRunPresence } from "../../../src/excel/storage/run-presence";
import { runPresenceContract } from "../../contracts/run-presence";
import { createMemoryLocks } from "../../support/memory-locks";

runPresenceContract("The browser's locks", () => {
  const locks = createMemoryLocks();
  return {
    window() {
      const { locks: own, close } = locks.window();
      return { presence: createRunPresence({ locks: () => own }), close };
    },
  };
});

describe("without locks", () => {
  const refusing = {
    request: () => Promise.reject(new DOMException("Not here.", "SecurityError")),
    query: () => Promise.reject(new DOMException("Not here.", "SecurityError")),
  } as unknown as LockManager;

  it.each([
    ["an older browser", () => undefined],
    ["a browser that refuses them", () => refusing],
  ])("every window of %s is as if it were the only one", async (_, locks) => {
    const presence = createRunPresence({ locks });

    expect(await presence.claim("a")).toBeDefined();
    expect(await presence.claimed()).toEqual(new Set());
    await presence.whenFree("a");
  });

  it("other locks of the add-in's origin are no runs", async () => {
    const { locks } = createMemoryLocks().window();
    void locks.request("somebody-elses", () => new Promise(() => undefined));

    expect(await createRunPresence({ locks: () => locks }).claimed()).toEqual(new Set());
  });
});
