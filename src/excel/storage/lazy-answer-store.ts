import type { AnswerStore, ChangeListener, StoredAnswer } from "../../core/answer-store";
import { loadOnce } from "../load-once";

/**
 * A store whose code is loaded with its first call, so that the first bundle need not carry it. Where that fails, calls
 * reject, later ones try again, and what was to be written is written when it is there.
 */
export function createLazyAnswerStore(load: () => Promise<AnswerStore>): AnswerStore {
  const listeners: ChangeListener[] = [];
  const unwritten: StoredAnswer[] = [];
  const loaded = loadOnce(async () => {
    const store = await load();
    listeners.forEach((listener) => store.watch?.(listener));
    return store;
  });

  async function store(): Promise<AnswerStore> {
    const found = await loaded();
    if (unwritten.length > 0) await found.write(unwritten.splice(0));
    return found;
  }

  return {
    read: async (keys) => (await store()).read(keys),
    async write(entries) {
      unwritten.push(...entries);
      await store();
    },
    remove: async (keys) => (await store()).remove(keys),
    async clear() {
      unwritten.length = 0;
      await (await store()).clear();
    },
    watch: (listener) => void listeners.push(listener),
  };
}
