/** About what a value occupies in memory: good to a factor of two, and cheap. */
export function approximateBytes(value: unknown): number {
  if (typeof value === "string") return 24 + value.length;
  if (typeof value !== "object" || value === null) return 8;
  let bytes = 40;
  for (const part of Object.values(value)) bytes += 8 + approximateBytes(part);
  return bytes;
}
