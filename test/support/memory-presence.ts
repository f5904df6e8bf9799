import type { RunPresence } from "../../src/core/run/run-presence";

/** Claims that several windows share; `window` is one of them, and `close` ends it as a crash does. */
export function memoryPresence(): { window(): { readonly presence: RunPresence; close(): void } } {
  const claims = new Map<string, { readonly freed: Promise<void>; readonly free: () => void }>();

  return {
    window() {
      const own = new Set<string>();
      const leave = (runId: string): void => {
        if (!own.delete(runId)) return;
        claims.get(runId)?.free();
        claims.delete(runId);
      };
      return {
        presence: {
          claim(runId) {
            if (claims.has(runId)) return Promise.resolve(undefined);
            let free: () => void = () => undefined;
            claims.set(runId, { freed: new Promise((resolve) => (free = resolve)), free });
            own.add(runId);
            return Promise.resolve(() => leave(runId));
          },
          claimed: () => Promise.resolve(new Set(claims.keys())),
          whenFree: async (runId) => claims.get(runId)?.freed,
        },
        close: () => [...own].forEach(leave),
      };
    },
  };
}
