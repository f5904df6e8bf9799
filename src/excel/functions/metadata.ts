import { z } from "zod";
import { isList } from "../../core/field-path";
import { describedCatalogue, type DescribedField } from "../../core/field-descriptions";
import { describe } from "./field-rows";

const parameterSchema = z.looseObject({ name: z.string(), customEnumId: z.string().optional() });
const functionSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  parameters: z.array(parameterSchema),
});
const metadataSchema = z.looseObject({
  allowCustomDataForDataTypeAny: z.boolean().optional(),
  functions: z.array(functionSchema).min(1),
});

/** What AutoComplete offers, by the name of the parameter. */
const choices: Readonly<Record<string, { readonly id: string; readonly fields: readonly DescribedField[] }>> = {
  field: { id: "FIELD", fields: describedCatalogue },
  path: { id: "LIST", fields: describedCatalogue.filter(isList) },
};

/** What functions.json holds: Excel's own format, of which only the parts completed here are named. */
export type FunctionsMetadata = z.infer<typeof metadataSchema> & { readonly enums: readonly unknown[] };

/**
 * The content of `functions.json`: what was generated from the functions' comments, with AutoComplete for fields and
 * lists and the address of each function's help under `origin`. Throws where `generated` is not such metadata.
 */
export function completeMetadata(generated: unknown, options: { readonly origin: string }): FunctionsMetadata {
  const metadata = metadataSchema.parse(generated);
  const help = `${options.origin.replace(/\/+$/u, "")}/help/functions.html`;
  return {
    ...metadata,
    // Covers errors among the arguments too; with allowErrorForDataTypeAny beside it, Office 2021 crashes.
    allowCustomDataForDataTypeAny: true,
    functions: metadata.functions.map((described) => ({
      ...described,
      helpUrl: `${help}#${described.name.toLowerCase()}`,
      parameters: described.parameters.map((parameter) => {
        const choice = choices[parameter.name];
        return choice === undefined ? parameter : { ...parameter, customEnumId: choice.id };
      }),
    })),
    enums: Object.values(choices).map(({ id, fields }) => ({ id, type: "string", values: fields.map(enumValue) })),
  };
}

function enumValue(field: DescribedField): { name: string; stringValue: string; tooltip: string } {
  return { name: field.path, stringValue: field.path, tooltip: `${describe(field)}. ${creditWords(field.credits)}` };
}

function creditWords(credits: number): string {
  if (credits === 0) return "No extra credits.";
  return credits === 1 ? "+1 credit per person." : `+${credits} credits per person.`;
}
