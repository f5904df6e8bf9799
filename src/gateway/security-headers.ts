export interface PageHeaderOptions {
  /** Origins that may frame the add-in besides Office on the web, such as the workbench's. Default none. */
  readonly frameAncestors?: readonly string[];
  /** Origins that pages may ask besides their own, such as the directory's where people sign in. Default none. */
  readonly connectTo?: readonly string[];
}

/** Hosts of Office on the web that frame add-ins (Microsoft publishes no list; README, "Decisions"). */
const officeHosts = [
  "https://*.officeapps.live.com",
  "https://*.sharepoint.com",
  "https://onedrive.live.com",
  "https://excel.cloud.microsoft",
];

/** The headers of every page of the add-in. There is no X-Frame-Options: Office on the web frames the pages. */
export function pageHeaders(options: PageHeaderOptions = {}): Readonly<Record<string, string>> {
  const framedBy = ["'self'", ...officeHosts, ...(options.frameAncestors ?? [])];
  return {
    "content-security-policy": policy(["'self'", "https://appsforoffice.microsoft.com"], framedBy, options.connectTo),
    ...commonHeaders,
  };
}

/** The headers of a page that people open in a browser of their own: nobody frames it, and no script is another's. */
export function ownPageHeaders(options: Pick<PageHeaderOptions, "connectTo"> = {}): Readonly<Record<string, string>> {
  return {
    "content-security-policy": policy(["'self'"], ["'none'"], options.connectTo),
    ...{ "x-frame-options": "DENY", ...commonHeaders },
  };
}

/** The headers of every reply that is no page: nothing in it is run, and nobody frames it. */
export const answerHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cache-control": "no-store",
};

function policy(scripts: readonly string[], framedBy: readonly string[], connectTo: readonly string[] = []): string {
  return [
    "default-src 'self'",
    ["script-src", ...scripts].join(" "),
    // Office.js on the web and Fluent's style engine both insert style elements.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    ["connect-src 'self'", ...connectTo].join(" "),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    ["frame-ancestors", ...framedBy].join(" "),
  ].join("; ");
}

/** The headers of every reply, pages or not. */
export const commonHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  // The manifest's origin may be told, the address of the document never.
  "referrer-policy": "strict-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "origin-agent-cluster": "?1",
};

const hashedName = /\.[0-9a-f]{8,}\.\w+$/;
const image = /\.(png|ico|svg|jpg|webp)$/;

/** How long a file of dist/ may be kept: for good where its name changes with its content; never `no-store`. */
export function cacheControl(file: string): string {
  if (hashedName.test(file)) return "public, max-age=31536000, immutable";
  // Office refuses to show icons that may not be kept.
  if (image.test(file)) return "public, max-age=86400";
  return "no-cache";
}
