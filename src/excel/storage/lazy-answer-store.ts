import type { AnswerStore } from "../../core/answer-store";

/**
 * A store whose code is loaded with its first call, so that the first bundle need not carry it. Where that fails, calls
 * reject as those of a store out of order do, and later ones try again.
 */
export function createLazyAnswerStore(load: () => Promise<AnswerStore>): AnswerStore {
  let loading: Promise<AnswerStore> | undefined;

  function loaded(): Promise<AnswerStore> {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  return {
    read: async (keys) => (await loaded()).read(keys),
    write: async (entries) => (await loaded()).write(entries),
    remove: async (keys) => (await loaded()).remove(keys),
    clear: async () => (await loaded()).clear(),
  };
}
