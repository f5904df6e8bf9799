/** Whether a stored value is what it has to be; cheaper than a schema, for what is read by the thousand. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** A number one can calculate with. */
export function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

export function isListOf<Item>(isItem: (item: unknown) => item is Item, value: unknown): value is readonly Item[] {
  return Array.isArray(value) && value.every(isItem);
}
