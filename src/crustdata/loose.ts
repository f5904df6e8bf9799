import * as z from "zod/mini";

// Compiled validators need `eval`, which the pages' content security policy forbids.
z.config({ jitless: true });

// `z.catch`, enumerations, unions and booleans say the same and are a sixth of a bundle that has 30 kB.
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
export const looseTexts = loose((value): value is string[] => z.array(z.string()).safeParse(value).success);
/** Numbers, or nothing where there is something else among them. */
export const looseNumbers = loose(
  (value): value is number[] => Array.isArray(value) && value.every((entry) => typeof entry === "number"),
);
/** Whatever there is, for those who look closer. */
export const anything = z.transform((value: unknown) => value);
