import type { KeptAnswer } from "./answer";
import type { Clock } from "./clock";

/** Collects what one turn of the clock wants to know, so that the store is read once for all of it. */
export interface TickReader {
  /**
   * Calls `then` with what is kept under `key`; all of one turn are called in a row, in the order they came. Nothing is
   * kept where reading fails, and a `then` that throws is reported and takes no other along.
   */
  whenRead(key: string, then: (kept: KeptAnswer | undefined) => void): void;
}

export function createTickReader(
  clock: Clock,
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, KeptAnswer>>,
  onTurnEnd: () => void,
  onDefect: (error: unknown) => void,
): TickReader {
  let turn: { readonly key: string; readonly then: (kept: KeptAnswer | undefined) => void }[] | undefined;

  async function readTurn(own: NonNullable<typeof turn>): Promise<void> {
    await clock.sleep(0);
    turn = undefined;
    const found = await readAll([...new Set(own.map(({ key }) => key))]);
    for (const { key, then } of own) {
      try {
        then(found.get(key));
      } catch (error) {
        onDefect(error);
      }
    }
    onTurnEnd();
  }

  async function readAll(keys: readonly string[]): Promise<ReadonlyMap<string, KeptAnswer>> {
    try {
      return await read(keys);
    } catch (error) {
      onDefect(error);
      return new Map();
    }
  }

  return {
    whenRead(key, then) {
      if (turn === undefined) {
        turn = [];
        void readTurn(turn);
      }
      turn.push({ key, then });
    },
  };
}
