/** Items in their order, in portions of at most `most` in size together; a larger one stands alone. */
export function portionsOf<Item>(
  items: readonly Item[],
  sizeOf: (item: Item) => number,
  most: number,
): readonly (readonly Item[])[] {
  const portions: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const size = sizeOf(item);
    const open = portions.at(-1);
    if (open === undefined || size > room) {
      portions.push([item]);
      room = most - size;
    } else {
      open.push(item);
      room -= size;
    }
  }
  return portions;
}

/**
 * Queues each portion and sends it before the next is queued, since Excel on the web takes requests and replies of up to
 * 5 MB. Resolves to what each portion queued, with what it loaded; rejects at the first that Excel refuses.
 */
export async function sendEach<Portion, Queued>(
  context: Excel.RequestContext,
  portions: readonly Portion[],
  queue: (portion: Portion) => Queued,
): Promise<readonly Queued[]> {
  const queued: Queued[] = [];
  for (const portion of portions) {
    queued.push(queue(portion));
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- one request may not hold more
    await context.sync();
  }
  return queued;
}
