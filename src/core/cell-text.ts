const invisible = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;
const fullWidth = /[\uFF01-\uFF5E]/gu;
const fullWidthOffset = 0xfee0;
/** What nearly every cell of a long column already is. */
const plainAlready = /^[!-~]*$/u;

/**
 * Text as a person meant it: invisible characters gone, full-width ones turned into plain ones, spaces trimmed. Letters
 * outside Latin stay as they are, composed (NFC).
 */
export function plainText(text: string): string {
  if (plainAlready.test(text)) return text;
  return text
    .replace(invisible, "")
    .replace(fullWidth, (character) => String.fromCharCode(character.charCodeAt(0) - fullWidthOffset))
    .replace(/[\u3002\uFF61]/gu, ".")
    .normalize("NFC")
    .trim();
}

/** What was read, short enough for a sentence: `“https://example.com/a-very-lo…”`. */
export function quoted(text: string, maxLength = 60): string {
  const characters = Array.from(text.replace(/\s+/gu, " "));
  const short = characters.length > maxLength ? `${characters.slice(0, maxLength - 1).join("")}…` : characters.join("");
  return `“${short}”`;
}

/** The plain value of a cell, also where Excel hands over a formatted or rich one; `undefined` for errors. */
export function plainValue(value: unknown): string | number | boolean | undefined {
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "object" && value !== null && "basicValue" in value && !("code" in value)) {
    const { basicValue } = value;
    if (typeof basicValue === "number" || typeof basicValue === "boolean") return basicValue;
  }
  const cell = readCell(value);
  return cell.kind === "text" ? cell.text : undefined;
}

/** What Excel hands over for a cell: its text, or what it holds instead of text. */
export type CellReading =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "other"; readonly words: string };

/** Reads a cell's value as text; rich values stand for the plain value they show. */
export function readCell(value: unknown): CellReading {
  if (value === null || value === undefined) return { kind: "text", text: "" };
  switch (typeof value) {
    case "string":
      return { kind: "text", text: value };
    case "number":
      return { kind: "other", words: `the number ${value}` };
    case "boolean":
      return { kind: "other", words: value ? "the value TRUE" : "the value FALSE" };
    case "object":
      return readRichValue(value);
    default:
      return { kind: "other", words: "something unreadable" };
  }
}

function readRichValue(value: object): CellReading {
  if ("code" in value && typeof value.code === "string") return { kind: "other", words: `the error ${value.code}` };
  if ("type" in value && value.type === "Error") {
    const shown = "basicValue" in value && typeof value.basicValue === "string" ? ` ${value.basicValue}` : "";
    return { kind: "other", words: `an error${shown}` };
  }
  if ("text" in value && typeof value.text === "string") return { kind: "text", text: value.text };
  if ("basicValue" in value && typeof value.basicValue !== "object") return readCell(value.basicValue);
  return { kind: "other", words: "a value that is not text" };
}
