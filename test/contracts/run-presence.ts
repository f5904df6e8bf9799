import type { RunPresence } from "../../src/core/run/run-presence";

/** Windows of one device. */
export interface WindowsUnderTest {
  window(): { readonly presence: RunPresence; close(): void };
}

/** What every `RunPresence` promises. */
export function runPresenceContract(name: string, open: () => WindowsUnderTest): void {
  describe(`${name} keeps the promises of a presence`, () => {
    it("gives a run to one window at a time, and lets all of them know", async () => {
      const windows = open();
      const [one, other] = [windows.window().presence, windows.window().presence];

      const leave = await one.claim("a");

      expect(await other.claim("a")).toBeUndefined();
      expect(await one.claim("a")).toBeUndefined();
      expect(await other.claimed()).toEqual(new Set(["a"]));
      leave?.();
      await other.whenFree("a");
      expect(await other.claim("a")).toBeDefined();
    });

    it("keeps runs apart", async () => {
      const windows = open();
      const [one, other] = [windows.window().presence, windows.window().presence];

      await one.claim("a");

      expect(await other.claim("b")).toBeDefined();
      expect(await one.claimed()).toEqual(new Set(["a", "b"]));
    });

    it("tells when a run is free again, at once where it is", async () => {
      const windows = open();
      const [one, other] = [windows.window().presence, windows.window().presence];
      const told: string[] = [];

      const leave = await one.claim("a");
      const waiting = other.whenFree("a").then(() => told.push("a"));
      await other.whenFree("b").then(() => told.push("b"));
      expect(told).toEqual(["b"]);
      leave?.();
      await waiting;

      expect(await one.claimed()).toEqual(new Set());
    });

    it("frees what a window held that went away", async () => {
      const windows = open();
      const [gone, other] = [windows.window(), windows.window().presence];
      await gone.presence.claim("a");

      gone.close();
      await other.whenFree("a");

      expect(await other.claim("a")).toBeDefined();
    });
  });
}
