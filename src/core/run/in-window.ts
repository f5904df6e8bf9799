/** Does `work` for every item, at most `size` at a time, starting them in order; rejects with the first rejection. */
export async function inWindow<Item>(
  items: readonly Item[],
  size: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  async function worker(): Promise<void> {
    for (const item of queue) await work(item);
  }
  await Promise.all(Array.from({ length: Math.min(size, items.length) }, worker));
}
