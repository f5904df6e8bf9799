import type { KeptAnswer } from "../../src/core/answer";
import type { AnswerStore } from "../../src/core/answer-store";

/** An answer store in memory that can be told to fail, and counts how it is used. */
export interface MemoryAnswerStore extends AnswerStore {
  readonly calls: { read: number; write: number };
  /** Every call rejects until told otherwise. */
  fail(isFailing: boolean): void;
  /** Every call stays unanswered until told otherwise. */
  hang(isHanging: boolean): void;
}

export function createMemoryAnswerStore(answers = new Map<string, KeptAnswer>()): MemoryAnswerStore {
  const calls = { read: 0, write: 0 };
  let isFailing = false;
  let isHanging = false;

  async function use<Result>(action: () => Result): Promise<Result> {
    if (isHanging) return new Promise(() => undefined);
    if (isFailing) throw new Error("The store is out of order.");
    return Promise.resolve(action());
  }

  return {
    calls,
    fail: (value) => (isFailing = value),
    hang: (value) => (isHanging = value),
    read(keys) {
      calls.read++;
      return use(
        () =>
          new Map(
            keys.flatMap((key) => {
              const answer = answers.get(key);
              return answer === undefined ? [] : [[key, structuredClone(answer)] as const];
            }),
          ),
      );
    },
    write(entries) {
      calls.write++;
      return use(() => {
        for (const { key, answer } of entries) answers.set(key, structuredClone(answer));
      });
    },
    remove: (keys) =>
      use(() => {
        for (const key of keys) answers.delete(key);
      }),
    clear: () => use(() => answers.clear()),
  };
}
