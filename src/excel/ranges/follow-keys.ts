import type { KeyCell } from "../../core/run/sheet";

/** What the key column says now, by 0-based row. */
export type KeysNow = ReadonlyMap<number, string>;

/** Whether every key stands where it was read. */
export function areInPlace(cells: readonly KeyCell[], now: KeysNow): boolean {
  return cells.every(({ row, text }) => now.get(row) === text);
}

/**
 * Where each row of a key column stands now, by the row it was read in: in place, else the nearest row that says the
 * same; keys that have gone are absent. It is reckoned over the whole column, so that rows which share a key each get a
 * place of their own, whichever of them are written first.
 */
export function followKeys(cells: readonly KeyCell[], now: KeysNow): ReadonlyMap<number, number> {
  const keys = cells.filter(({ text }) => text !== "");
  const inPlace = keys.filter(({ row, text }) => now.get(row) === text);
  const found = new Map(inPlace.map(({ row }) => [row, row]));
  const moved = keys.filter(({ row }) => !found.has(row));
  const places = placesByText(now, new Set(moved.map(({ text }) => text)), found);
  for (const { row, text } of moved) {
    const place = takeNearest(places.get(text), row);
    if (place !== undefined) found.set(row, place);
  }
  return found;
}

function placesByText(
  now: KeysNow,
  wanted: ReadonlySet<string>,
  taken: ReadonlyMap<number, number>,
): ReadonlyMap<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [row, text] of now) {
    if (taken.has(row) || !wanted.has(text)) continue;
    const known = places.get(text);
    if (known === undefined) places.set(text, [row]);
    else known.push(row);
  }
  return places;
}

function takeNearest(places: number[] | undefined, row: number): number | undefined {
  if (places === undefined) return undefined;
  const distances = places.map((place) => Math.abs(place - row));
  const nearest = distances.indexOf(Math.min(...distances));
  return places.splice(nearest, 1)[0];
}
