import type { AddressReading } from "./address-reading";

const maxLength = 254;
const maxLocalLength = 64;
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/iu;
const domainName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/u;

/** Whether the text is to be read as an e-mail address. */
export function isEmailLike(text: string): boolean {
  return /^mailto:/iu.test(text) || text.includes("@");
}

/** Reads an e-mail address, `mailto:` and its parameters taken off; the domain is lower-cased, the key wholly. */
export function parseEmail(text: string): AddressReading {
  const address = withoutMailto(text);
  if (address === undefined) return { ok: false, why: "has a broken percent-encoding." };
  if (/[\s,;][^\s,;]*@/u.test(address)) return { ok: false, why: "holds more than one e-mail address, or a space." };
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at);
  const domain = address
    .slice(at + 1)
    .toLowerCase()
    .replace(/\.$/u, "");
  if (at < 1 || domain === "" || local.includes("@")) return { ok: false, why: "is not a whole e-mail address." };
  if (/[^\x20-\x7E]/u.test(domain))
    return { ok: false, why: "has letters in its domain that must be written as xn--…." };
  if (!domainName.test(domain)) return { ok: false, why: "has no valid domain after the @." };
  if (!localPart.test(local) || local.length > maxLocalLength || local.length + 1 + domain.length > maxLength) {
    return { ok: false, why: "has a part before the @ that no business e-mail has." };
  }
  const value = `${local}@${domain}`;
  return { ok: true, value, key: value.toLowerCase(), isEncoded: false };
}

function withoutMailto(text: string): string | undefined {
  if (!/^mailto:/iu.test(text)) return text;
  const [address = ""] = text.slice("mailto:".length).split("?");
  try {
    return decodeURIComponent(address).trim();
  } catch {
    return undefined;
  }
}
