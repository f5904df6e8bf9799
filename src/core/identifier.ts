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
  const parsed = isWebAddress(text) ? parseProfileUrl(text) : isEmailLike(text) ? parseEmail(text) : undefined;
  if (parsed === undefined) {
    return { status: "invalid", reason: `${quoted(text)} is not a profile URL or business e-mail.` };
  }
  return parsed.ok
    ? { status: "identifier", identifier: parsed.identifier }
    : { status: "invalid", reason: `${quoted(text)} ${parsed.why}` };
}

/** Takes off what mail programs and lists put around an address: `Name <a@b>`, quotes, a closing comma. */
function unwrapped(text: string): string {
  const inBrackets = /^[^<>]*<\s*([^<>]+?)\s*>[\s,;.]*$/u.exec(text)?.[1] ?? text;
  return inBrackets.replace(/^["'“”‘’«(]+/u, "").replace(/["'“”‘’»),;.:\s]+$/u, "");
}
