import { itemNotFound } from "./api-error";
import type { Book } from "./book";
import type { Place } from "./places";

/** How many change events can still be asked for their range. */
const KEPT_EVENTS = 1000;

/** The blocks that change events named, so that `event.getRange()` finds them again. */
interface EventRanges {
  add(place: Place): string;
  find(referenceId: string): Place | undefined;
  /** Throws ItemNotFound once the event is too old. */
  get(referenceId: string): Place;
}

const rangesOfBooks = new WeakMap<Book, EventRanges>();

/** The event ranges of one add-in frame. */
export function eventRanges(book: Book): EventRanges {
  const known = rangesOfBooks.get(book);
  if (known) return known;
  const created = createEventRanges(book);
  rangesOfBooks.set(book, created);
  return created;
}

function createEventRanges({ model: { places } }: Book): EventRanges {
  const byId = new Map<string, Place>();
  let nextId = 1;
  return {
    add(place) {
      const id = `event${nextId++}`;
      places.keep(place);
      byId.set(id, place);
      for (const [oldest, old] of byId) {
        if (byId.size <= KEPT_EVENTS) break;
        byId.delete(oldest);
        places.release(old);
      }
      return id;
    },
    find: (referenceId) => byId.get(referenceId),
    get(referenceId) {
      const place = byId.get(referenceId);
      if (!place) throw itemNotFound();
      return place;
    },
  };
}
