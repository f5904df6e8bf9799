import type { StoreHealth } from "../core/answers/store-health";

/** Remembers how keeping answers goes; well to begin with. */
export function watchStore(): { note(health: StoreHealth): void; now(): "ok" | "degraded" } {
  let status: StoreHealth["status"] = "working";
  return {
    note(health) {
      status = health.status;
    },
    now: () => (status === "working" ? "ok" : "degraded"),
  };
}
