/** The fields of a JSON object as it was kept, read one by one: one of the wrong kind does not take the others along. */
export interface StoredFields {
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  boolean(name: string): boolean | undefined;
}

/** Reads what was kept on this device; without zod, which functions.js would otherwise carry for this alone. */
export function readStoredFields(text: string | undefined): StoredFields {
  const fields = new Map<string, unknown>(Object.entries(parsed(text) ?? {}));
  return {
    text(name) {
      const value = fields.get(name);
      return typeof value === "string" ? value : undefined;
    },
    number(name) {
      const value = fields.get(name);
      return typeof value === "number" ? value : undefined;
    },
    boolean(name) {
      const value = fields.get(name);
      return typeof value === "boolean" ? value : undefined;
    },
  };
}

function parsed(text = "{}"): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
