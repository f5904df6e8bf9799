import { digestOfKey, type AnswerArchive, type Forgotten } from "./forgotten";
import type { ForgottenNotes } from "./forgotten-notes";
import type { Memories } from "./memories";

/** Forgets what was bought: here at once, at every other gateway within a second or two. */
export interface Forgetting {
  /**
   * Deletes what is kept of the people whom these identifiers (`Identifier.key`) name, under whatever identifier; tells
   * how many answers. Rejects where it cannot be done now, and may then be repeated.
   */
  people(keys: readonly string[]): Promise<number>;
  everybody(): Promise<number>;
}

export interface ForgettingParts {
  /** Without one, answers are in memory only. */
  readonly archive?: AnswerArchive | undefined;
  readonly notes?: ForgottenNotes | undefined;
  /** Without them, nothing is in memory here: a command. */
  readonly memories?: Memories | undefined;
}

export function createForgetting({ archive, notes, memories }: ForgettingParts): Forgetting {
  async function forget(forgotten: Forgotten): Promise<number> {
    const deleted = (await archive?.forget(forgotten)) ?? 0;
    await notes?.add(forgotten);
    return deleted + (memories?.forget(forgotten) ?? 0);
  }

  return {
    async people(keys) {
      const digests = [...new Set(keys.map(digestOfKey))];
      const [kept = [], held = []] = [await archive?.peopleUnder(digests), memories?.peopleUnder(digests)];
      return forget({ digests: [...new Set([...digests, ...kept, ...held])] });
    },
    everybody: () => forget({ everybody: true }),
  };
}
