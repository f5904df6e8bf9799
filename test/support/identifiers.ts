import type { Identifier } from "../../src/core/identifier";

/** A profile of this slug, as the service likes it. */
export function url(slug: string): Identifier {
  return {
    kind: "url",
    value: `https://www.linkedin.com/in/${slug}`,
    key: `url:${slug.toLowerCase()}`,
    isEncoded: slug.includes("%"),
  };
}

export function email(address: string): Identifier {
  return { kind: "email", value: address, key: `email:${address.toLowerCase()}`, isEncoded: false };
}

/** As many different profiles. */
export function urls(count: number, prefix = "person"): Identifier[] {
  return Array.from({ length: count }, (_, index) => url(`${prefix}-${index}`));
}
