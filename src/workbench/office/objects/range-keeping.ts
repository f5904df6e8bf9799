import type { HostObject } from "../host-object";
import { rangeType } from "./range";
import { rangeAreasType } from "./range-areas";

/** Makes the blocks of a range that the client keeps follow their cells beyond the request. */
export function keepRange(object: HostObject): void {
  for (const [places, place] of placesOf(object)) places.keep(place);
}

export function releaseRange(object: HostObject): void {
  for (const [places, place] of placesOf(object)) places.release(place);
}

function placesOf(object: HostObject) {
  const range = rangeType.targetOf(object);
  if (range) return [[range.book.model.places, range.place] as const];
  const areas = rangeAreasType.targetOf(object);
  return areas ? areas.places.map((place) => [areas.book.model.places, place] as const) : [];
}
