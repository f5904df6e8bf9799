import type { RunPresence } from "../../core/run/run-presence";

export interface RunPresenceParts {
  /** The locks that this device's windows share; absent in older browsers. */
  readonly locks?: () => LockManager | undefined;
}

const prefix = "enrich-run-";

/**
 * Claims as locks of the browser, which it gives back when a window closes or crashes. Where it has none, each window is
 * as if it were the only one.
 */
export function createRunPresence({ locks = () => undefined }: RunPresenceParts): RunPresence {
  return {
    claim(runId) {
      const manager = locks();
      if (manager === undefined) return Promise.resolve(() => undefined);
      return new Promise((resolve) => {
        const held = manager.request(prefix + runId, { ifAvailable: true }, (lock) => {
          if (lock === null) {
            resolve(undefined);
            return undefined;
          }
          return new Promise<void>((release) => resolve(() => release()));
        });
        // A browser that refuses locks here has none to offer.
        held.catch(() => resolve(() => undefined));
      });
    },
    async claimed() {
      const found = await locks()
        ?.query()
        .catch(() => undefined);
      const names = (found?.held ?? []).flatMap(({ name, mode }) => (mode === "exclusive" && name ? [name] : []));
      return new Set(names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)));
    },
    async whenFree(runId) {
      await locks()
        ?.request(prefix + runId, { mode: "shared" }, () => undefined)
        .catch(() => undefined);
    },
  };
}
