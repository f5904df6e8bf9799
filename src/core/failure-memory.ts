import type { Failed } from "./answer";
import { createLru } from "./answers/lru";
import type { Clock } from "./clock";

/** Remembers failures for as long as asking again would be a storm, or could be billed again. */
export interface FailureMemory {
  recall(key: string): Failed | undefined;
  remember(key: string, failure: Failed): void;
  forget(key: string): void;
  /** Forgets all but those that may have been billed. */
  forgive(): void;
}

export interface FailureMemorySettings {
  readonly failureMs: number;
  readonly billedFailureMs: number;
}

const limit = 100_000;

export function createFailureMemory(clock: Clock, settings: FailureMemorySettings): FailureMemory {
  const passing = createLru<string, Failed>(limit);
  const billed = createLru<string, Failed>(limit);

  function lasting(failure: Failed | undefined, forMs: number): Failed | undefined {
    return failure && Math.abs(clock.now() - failure.asOf) < forMs ? failure : undefined;
  }

  return {
    recall(key) {
      return lasting(passing.get(key), settings.failureMs) ?? lasting(billed.get(key), settings.billedFailureMs);
    },
    remember: (key, failure) => (failure.possiblyBilled ? billed : passing).set(key, failure),
    forget(key) {
      passing.delete(key);
      billed.delete(key);
    },
    forgive: () => passing.clear(),
  };
}
