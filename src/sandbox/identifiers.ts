/** An identifier as this server reads it: what was sent, and whom it names. */
export interface SentIdentifier {
  readonly kind: "url" | "email";
  readonly sent: string;
  /** Decoded lower-case slug, or lower-case address. */
  readonly name: string;
  /** The same for all spellings: what the ledger counts under. */
  readonly key: string;
  readonly isEncoded: boolean;
}

const profileUrl = /^https?:\/\/(?:www\.|[a-z]{2}\.)?linkedin\.com\/in\/(?<slug>[^/?#]+)\/?$/i;
const plainSlug = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
const encodedSlug = /^(?:[A-Za-z0-9_-]|%[0-9A-Fa-f]{2}){1,600}$/;
const address =
  /^[A-Za-z0-9._%+'-]{1,64}@(?<domain>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63})$/;

/** Reads a profile URL as strictly as the service was seen to; `undefined` for anything else. */
export function readProfileUrl(sent: string): SentIdentifier | undefined {
  const slug = profileUrl.exec(sent)?.groups?.["slug"];
  if (slug === undefined) return undefined;
  const isEncoded = slug.includes("%");
  const decoded = isEncoded ? decode(slug) : slug;
  if (decoded === undefined || !(isEncoded ? encodedSlug : plainSlug).test(slug)) return undefined;
  const name = decoded.toLowerCase().normalize("NFC");
  // Documented here and tested: such a slug makes the whole request fail without saying why.
  if (name.includes("refused")) return undefined;
  return { kind: "url", sent, name, key: `https://www.linkedin.com/in/${name}`, isEncoded };
}

/** Reads an e-mail address; government domains are refused like malformed ones, as clients have reported. */
export function readAddress(sent: string): SentIdentifier | undefined {
  const domain = address.exec(sent)?.groups?.["domain"];
  const name = sent.toLowerCase();
  if (domain === undefined || /\.gov(\.[a-z]{2})?$/.test(name) || name.startsWith("refused")) return undefined;
  return { kind: "email", sent, name, key: name, isEncoded: false };
}

function decode(slug: string): string | undefined {
  try {
    const decoded = decodeURIComponent(slug);
    return /[/?#\s]/.test(decoded) ? undefined : decoded;
  } catch {
    return undefined;
  }
}
