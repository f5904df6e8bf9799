import type { Failed } from "./answer";
import { createLru } from "./answers/lru";
import type { Clock } from "./clock";

/** Remembers failures for as long as asking again would be a storm, or could be billed again. */
export interface FailureMemory {
  recall(key: string): Failed | undefined;
  remember(key: string, failure: Failed): void;
  forget(key: string): void;
  clear(): void;
}

const limit = 100_000;

export function createFailureMemory(
  clock: Clock,
  settings: { readonly failureMs: number; readonly billedFailureMs: number },
): FailureMemory {
  const failures = createLru<string, Failed>(limit);
  return {
    recall(key) {
      const failure = failures.get(key);
      if (failure === undefined) return undefined;
      const isCostly = failure.possiblyBilled || failure.code === "contract_changed";
      return clock.now() - failure.asOf < (isCostly ? settings.billedFailureMs : settings.failureMs)
        ? failure
        : undefined;
    },
    remember: (key, failure) => failures.set(key, failure),
    forget: (key) => failures.delete(key),
    clear: () => failures.clear(),
  };
}
