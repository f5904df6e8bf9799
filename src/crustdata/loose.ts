import * as z from "zod/mini";

// Compiled validators need `eval`, which the pages' content security policy forbids.
z.config({ jitless: true });

// Of zod only objects, arrays and transforms: its texts, numbers, unions, enumerations, `nullish` and `catch` say the
// same and are a quarter of a bundle that has 30 kB.
function loose<Value>(is: (value: unknown) => value is Value) {
  return z.transform((value) => (is(value) ? value : undefined));
}

/** A text, or nothing where there is something else. */
export const looseText = loose((value) => typeof value === "string");
/** A number, or nothing where there is something else. */
export const looseNumber = loose((value) => typeof value === "number");
/** True or false, or nothing where there is something else. */
export const looseBoolean = loose((value) => typeof value === "boolean");
/** Texts, or nothing where there is something else among them. */
export const looseTexts = loose(
  (value): value is string[] => Array.isArray(value) && value.every((entry) => typeof entry === "string"),
);
/** Numbers, or nothing where there is something else among them. */
export const looseNumbers = loose(
  (value): value is number[] => Array.isArray(value) && value.every((entry) => typeof entry === "number"),
);
/** Whatever there is, for those who look closer. */
export const anything = z.transform((value: unknown) => value);

/** What `schema` reads, or nothing where null or nothing is; it is wrong where there is something else. */
export function orNothing<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.transform((value, context): z.infer<Schema> | undefined => {
    if (value === null || value === undefined) return undefined;
    const read = schema.safeParse(value);
    if (!read.success) context.issues.push({ code: "custom", input: value });
    return read.data;
  });
}
