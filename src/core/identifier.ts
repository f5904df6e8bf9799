import { plainText, quoted, readCell } from "./cell-text";
import { isEmailLike, parseEmail } from "./email-address";
import { isWebAddress, parseProfileUrl } from "./profile-url";

export type IdentifierKind = "url" | "email";

/** What names a person: a profile URL or a business e-mail, in one spelling. */
export interface Identifier {
  readonly kind: IdentifierKind;
  /** As it is sent to the service. */
  readonly value: string;
  /** The same for every spelling of the same identifier: what answers are kept under. */
  readonly key: string;
  /** A percent-encoded slug: travels in a lane of its own. */
  readonly isEncoded: boolean;
}

/** What a cell was read as; `reason` is a sentence that names what was read. */
export type ParsedIdentifier =
  | { readonly status: "identifier"; readonly identifier: Identifier }
  | { readonly status: "blank" }
  | { readonly status: "invalid"; readonly reason: string };

/** Reads the profile URL or business e-mail that a cell's value names, in any of its spellings. Never throws. */
export function parseIdentifier(value: unknown): ParsedIdentifier {
  const cell = readCell(value);
  if (cell.kind === "other") {
    return { status: "invalid", reason: `The cell holds ${cell.words}, not a profile URL or business e-mail.` };
  }
  const text = unwrapped(plainText(cell.text));
  if (text === "") return { status: "blank" };
  const kind = isWebAddress(text) ? "url" : isEmailLike(text) ? "email" : undefined;
  if (kind === undefined) {
    return { status: "invalid", reason: `${quoted(text)} is not a profile URL or business e-mail.` };
  }
  const reading = kind === "url" ? parseProfileUrl(text) : parseEmail(text);
  if (!reading.ok) return { status: "invalid", reason: `${quoted(text)} ${reading.why}` };
  const { value: sent, key, isEncoded } = reading;
  return { status: "identifier", identifier: { kind, value: sent, key: `${kind}:${key}`, isEncoded } };
}

/** Takes off what mail programs and lists put around an address: `Name <a@b>`, quotes, a closing comma. */
function unwrapped(text: string): string {
  // No two repetitions beside each other share a character: a long cell would be read in millions of ways.
  const inBrackets = /^[^<>]*<([^<>]+)>[\s,;.]*$/u.exec(text)?.[1]?.trim() ?? text;
  const from = inBrackets.replace(/^["'“”‘’«(]+/u, "");
  let end = from.length;
  while (/["'“”‘’»),;.:\s]/u.test(from.charAt(end - 1))) end -= 1;
  return from.slice(0, end);
}
