import { createDeviceStorage } from "../../../src/excel/storage/device-storage";
import { createPersonalKeyStore } from "../../../src/excel/storage/personal-key";
import { keepSettings, readSettings } from "../../../src/excel/storage/settings";
import { createMemoryStorage } from "../../support/memory-storage";

function deviceStorage(partitionKey?: string) {
  const browser = createMemoryStorage();
  return { browser, storage: createDeviceStorage({ storage: () => browser, partitionKey: () => partitionKey }) };
}

describe("storage on this device", () => {
  it("keeps entries under Office's partition key, and without one where Office has none", () => {
    const onWeb = deviceStorage("partition-7:");
    const onWindows = deviceStorage();

    onWeb.storage.set("settings", "{}");
    onWindows.storage.set("settings", "{}");

    expect([...onWeb.browser.entries.keys()]).toEqual(["partition-7:enrich:settings"]);
    expect([...onWindows.browser.entries.keys()]).toEqual(["enrich:settings"]);
  });

  it("lasts as long as the page where the browser refuses", () => {
    const { browser, storage } = deviceStorage();
    browser.refuse(true);

    storage.set("settings", "one");
    expect(storage.get("settings")).toBe("one");

    storage.remove("settings");
    expect(storage.get("settings")).toBeUndefined();
  });

  it("never falls back to an older text", () => {
    const { browser, storage } = deviceStorage();
    storage.set("settings", "old");
    const full = {
      ...browser,
      setItem: () => {
        throw new Error("QuotaExceededError");
      },
    };
    const next = createDeviceStorage({ storage: () => full, partitionKey: () => undefined });

    next.set("settings", "new");

    expect(next.get("settings")).toBe("new");
    expect(browser.entries.size).toBe(0);
  });

  it("survives a browser that throws at its very name", () => {
    const storage = createDeviceStorage({
      storage: () => {
        throw new Error("SecurityError");
      },
      partitionKey: () => undefined,
    });

    expect(storage.get("settings")).toBeUndefined();
    expect(() => storage.remove("settings")).not.toThrow();
  });
});

describe("the personal key", () => {
  it("is in one entry of the browser's storage, and gone when forgotten", () => {
    const { browser, storage } = deviceStorage();
    const keys = createPersonalKeyStore(storage);

    keys.keep({ key: "canary-key", connectionId: "personal-1" });

    expect([...browser.entries].filter(([, text]) => text.includes("canary-key"))).toHaveLength(1);
    expect([...browser.entries.keys()].join()).not.toContain("canary-key");
    expect(keys.read()).toEqual({ key: "canary-key", connectionId: "personal-1" });

    keys.forget();

    expect(keys.read()).toBeUndefined();
    expect(browser.entries.size).toBe(0);
  });

  it("is none where something else is found", () => {
    const { storage } = deviceStorage();
    storage.set("personal-key", "{not json");

    expect(createPersonalKeyStore(storage).read()).toBeUndefined();
  });
});

describe("settings", () => {
  it("are the usual ones until somebody changes them", () => {
    const { storage } = deviceStorage();
    expect(readSettings(storage)).toEqual({ narrowSections: false, retentionDays: 180 });

    keepSettings(storage, { narrowSections: true });

    expect(readSettings(storage)).toEqual({ narrowSections: true, retentionDays: 180 });
  });

  it.each(["{", "[]", "null", '{"retentionDays":"long","narrowSections":1}'])(
    "are the usual ones in place of %s",
    (text) => {
      const { storage } = deviceStorage();
      storage.set("settings", text);

      expect(readSettings(storage)).toEqual({ narrowSections: false, retentionDays: 180 });
    },
  );

  it("keep answers for a day at least", () => {
    const { storage } = deviceStorage();
    keepSettings(storage, { retentionDays: -5 });

    expect(readSettings(storage).retentionDays).toBe(1);
  });
});
