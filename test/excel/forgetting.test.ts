import "fake-indexeddb/auto";
import { createSession } from "../../src/excel/create-session";
import { createDeviceStorage } from "../../src/excel/storage/device-storage";
import { createUndeleted } from "../../src/excel/storage/undeleted";
import { createMemoryStorage } from "../support/memory-storage";
import { createSteppedClock } from "../support/stepped-clock";

jest.mock("../../src/excel/on-device", () => ({
  createOnDevice() {
    throw new Error("A part of the add-in could not be loaded.");
  },
}));

test("a key is forgotten where what deletes its answers cannot be loaded, and the next page deletes them", async () => {
  const browser = createMemoryStorage();
  const clock = createSteppedClock();
  const { connection } = createSession({
    origin: "https://localhost:3000",
    fetch: () => Promise.resolve(new Response(JSON.stringify({ credits: 10, source: "personal" }))),
    indexedDB: () => undefined,
    storage: () => browser,
    partitionKey: () => undefined,
    documentAddress: () => undefined,
    clock,
    openSignIn: () => Promise.reject(new Error("Nobody signs in here.")),
    whenReady: () => Promise.resolve(),
  });
  await clock.until(connection.useKey("canary-key"));

  const forgetting = await clock.until(connection.forgetKey());

  expect(forgetting).toBe("answers_remain");
  expect(JSON.stringify([...browser.entries])).not.toContain("canary-key");
  const deleted: string[] = [];
  const nextPage = createUndeleted(
    createDeviceStorage({ storage: () => browser, partitionKey: () => undefined }),
    (id) => Promise.resolve(void deleted.push(id)),
  );
  await nextPage.removeAll();
  expect(deleted).toEqual([expect.stringMatching(/^personal-[0-9a-f]{32}$/)]);
});
