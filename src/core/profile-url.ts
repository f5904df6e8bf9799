import type { AddressReading } from "./address-reading";
import { plainText } from "./cell-text";
const site = "linkedin.com";
const maxSlugLength = 100;

const pages: Readonly<Record<string, string>> = {
  company: "is a company page, not a person's profile.",
  showcase: "is a company page, not a person's profile.",
  school: "is a school page, not a person's profile.",
  edu: "is a school page, not a person's profile.",
  pub: "is an old /pub/ address: open it and copy the /in/ address it leads to.",
  sales: "is a Sales Navigator page: copy the public /in/ address from it.",
  talent: "is a Recruiter page: copy the public /in/ address from it.",
  recruiter: "is a Recruiter page: copy the public /in/ address from it.",
  feed: "is a feed page, not a person's profile.",
  posts: "is a post, not a person's profile.",
  pulse: "is an article, not a person's profile.",
  groups: "is a group page, not a person's profile.",
  jobs: "is a job page, not a person's profile.",
};

/** Whether the text is to be read as a web address rather than as an e-mail. */
export function isWebAddress(text: string): boolean {
  return (
    /^(?:[a-z][a-z0-9+.-]*:)?\/\//iu.test(text) ||
    /^(?:[a-z0-9-]+\.)*(?:linkedin\.com|lnkd\.in)(?:[:/?#]|$)/iu.test(text)
  );
}

/** Reads a profile address in any spelling; the slug keeps its letters' case in `value`, not in `key`. */
export function parseProfileUrl(text: string): AddressReading {
  const [, scheme = "https", authority = "", path = ""] =
    /^(?:([a-z][a-z0-9+.-]*):(?=\/\/))?(?:\/\/)?([^/?#\\]*)([^?#]*)/iu.exec(text) ?? [];
  if (!/^https?$/iu.test(scheme)) return { ok: false, why: "is not a web address that begins with https." };
  const host = authority.toLowerCase().replace(/:\d*$/u, "").replace(/\.$/u, "");
  if (host === "lnkd.in") return { ok: false, why: "is a short link: open it and copy the /in/ address it leads to." };
  if (host !== site && !host.endsWith(`.${site}`)) return { ok: false, why: `is not an address of ${site}/in/.` };
  if (!/^[a-z0-9.-]+$/u.test(host)) return { ok: false, why: `is not an address of ${site}/in/.` };

  const [page = "", encodedSlug] = path.split(/[/\\]/u).filter((segment) => segment.trim() !== "");
  if (page.toLowerCase() !== "in") {
    const why = Object.hasOwn(pages, page.toLowerCase()) ? pages[page.toLowerCase()] : undefined;
    return { ok: false, why: why ?? `has no profile: the address must contain ${site}/in/.` };
  }
  if (encodedSlug === undefined) return { ok: false, why: "has no profile name after /in/." };
  return readSlug(encodedSlug);
}

function readSlug(encoded: string): AddressReading {
  const decoded = decodedFully(encoded);
  if (decoded === undefined) return { ok: false, why: "has a broken percent-encoding after /in/." };
  const slug = plainSlug(decoded);
  if (slug === "") return { ok: false, why: "has no profile name after /in/." };
  if (Array.from(slug).length > maxSlugLength)
    return { ok: false, why: "has a profile name longer than any profile's." };
  const odd = /[\p{Cc}\p{Cs}\p{Z}]|[!-,./:-@[-^`{-~]/u.exec(slug)?.[0];
  if (odd !== undefined) {
    const shown = /[!-~]/u.test(odd) ? `“${odd}”` : "a space or control character";
    return { ok: false, why: `has ${shown} in its profile name, which no profile has.` };
  }
  const encodedAgain = encodeURIComponent(slug);
  return {
    ok: true,
    value: `https://www.${site}/in/${encodedAgain}`,
    key: isMemberUrn(slug) ? slug : slug.toLowerCase().normalize("NFC"),
    isEncoded: encodedAgain !== slug,
  };
}

/** Undoes encodings of encodings too: no slug contains a percent sign. */
function decodedFully(encoded: string): string | undefined {
  let decoded = encoded;
  for (let round = 0; decoded.includes("%"); round += 1) {
    if (round === 4) return undefined;
    try {
      decoded = decodeURIComponent(decoded);
    } catch {
      return undefined;
    }
  }
  return decoded;
}

/** What was percent-encoded may itself be full-width, or a query that was encoded along with the slug. */
function plainSlug(decoded: string): string {
  const withoutQuery = plainText(decoded.replace(/[/\\?#].*$/su, ""));
  return withoutQuery.replace(/[/\\?#].*$/su, "").trim();
}

/** Member ids such as `ACoAAB…` tell upper from lower case, unlike chosen names. */
function isMemberUrn(slug: string): boolean {
  return /^AC[a-z]AA[A-Za-z0-9_-]{30,}$/u.test(slug);
}
