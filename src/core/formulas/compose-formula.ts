/** The functions that look people up. */
export type LookupFunction = "PERSON" | "PEOPLE" | "LIST";

/** What a formula leaves at its default where it is absent or empty. */
export interface WrittenOptions {
  /** Shown instead of `#N/A`; `""` in quotation marks for nothing at all. */
  readonly ifMissing?: string;
  /** Shown where the field is empty. */
  readonly ifEmpty?: string;
  readonly headers?: boolean;
}

/** One formula, in parts. */
export interface FormulaParts {
  readonly functionName: LookupFunction;
  /** A reference, such as `A2` or `A2:A61`. */
  readonly identifiers: string;
  /** Field paths, or the one path of a list. */
  readonly fields: readonly string[];
  readonly options: WrittenOptions;
}

/** The formula as Excel stores it: in English, with commas, whatever the language of the person's Excel. */
export function composeFormula({ functionName, identifiers, fields, options }: FormulaParts): string {
  const written = optionsText(options);
  const parts = [identifiers, textLiteral(fieldsText(fields)), ...(written === "" ? [] : [textLiteral(written)])];
  return `=ENRICH.${functionName}(${parts.join(",")})`;
}

/** Several fields as one text. */
export function fieldsText(fields: readonly string[]): string {
  return fields.join(", ");
}

/** The options argument: `if_missing=unknown; headers=yes`; empty where all are at their defaults. */
export function optionsText({ ifMissing = "", ifEmpty = "", headers = false }: WrittenOptions): string {
  return [
    ...(ifMissing === "" ? [] : [`if_missing=${optionValue(ifMissing)}`]),
    ...(ifEmpty === "" ? [] : [`if_empty=${optionValue(ifEmpty)}`]),
    ...(headers ? ["headers=yes"] : []),
  ].join("; ");
}

/** Quoted where it would be read for something else: separators, quotation marks, a name of an option after a comma. */
function optionValue(value: string): string {
  return value === '""' || !/[;,="\n]|^\s|\s$/u.test(value) ? value : `"${value.replaceAll('"', '""')}"`;
}

/** Excel takes no longer text between quotation marks. */
const longestLiteral = 255;

/** A text inside a formula; a long one in pieces, joined. */
export function textLiteral(text: string): string {
  const pieces = Array.from({ length: Math.max(1, Math.ceil(text.length / longestLiteral)) }, (_, piece) =>
    text.slice(piece * longestLiteral, (piece + 1) * longestLiteral),
  );
  return pieces.map((piece) => `"${piece.replaceAll('"', '""')}"`).join("&");
}
