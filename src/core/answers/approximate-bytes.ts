/** About what a value occupies in memory: good to a factor of two, and cheap. */
export function approximateBytes(value: unknown): number {
  if (typeof value === "string") return 24 + value.length;
  if (typeof value !== "object" || value === null) return 8;
  return Object.values(value).reduce<number>((bytes, part) => bytes + 8 + approximateBytes(part), 40);
}
