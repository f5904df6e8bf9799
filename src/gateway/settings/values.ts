import { z } from "zod";
import { isLoopback } from "./loopback";

export const defaultBaseUrl = "https://api.crustdata.com";

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most);

const isHttpUrl = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
const isHttpsOrigin = (text: string) => isHttpUrl(text) && new URL(text).origin === text && text.startsWith("https:");
/** A key must not travel over plain http, except to a program on this machine. */
const keepsKey = (text: string) =>
  text.startsWith("https:") || isLoopback(new URL(text).hostname.replace(/^\[|\]$/g, ""));
const isBaseUrl = (text: string) => isHttpUrl(text) && !/[?#@]/.test(text) && keepsKey(text);

const isRedisUrl = (text: string) => URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol);
/** Keys by which tokens are checked must come from where they are said to come from. */
const keepsSignIn = (text: string) => isHttpUrl(text) && !/[?#@]/.test(text) && keepsKey(text);
const withoutSlash = (text: string) => text.replace(/\/+$/, "");
/** Tokens and addresses of the directory have it in small letters. */
const directoryId = z.guid().toLowerCase().optional();
const nameShape = /^[A-Za-z0-9._-]{1,120}$/;

const isNotEverybody = (range: string) => !range.endsWith("/0");
/** An address, a range that is not the whole world, or a word of the proxy-addr library for private ranges. */
const proxy = z.union([
  z.enum(["loopback", "linklocal", "uniquelocal"]),
  z.ipv4(),
  z.ipv6(),
  z.cidrv4().refine(isNotEverybody),
  z.cidrv6().refine(isNotEverybody),
]);

/** Every variable that is read, with what it must be; `unprinted` says in its place what may hold a secret. */
export const schema = z.object({
  PORT: wholeNumber(0, 65535).default(3000).describe("a whole number from 0 to 65535 (0 takes any free port)"),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/)
    .default("127.0.0.1")
    .describe("a host name or an IP address to listen on, such as 127.0.0.1"),
  CRUSTDATA_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{1,512}$/)
    .optional()
    .meta({
      description: "a key of at most 512 printable characters without spaces",
      unprinted: "has a value that cannot be a key",
    }),
  CRUSTDATA_BASE_URL: z
    .string()
    .refine(isBaseUrl)
    .optional()
    .describe(`an https address without query, such as ${defaultBaseUrl}; http only of this machine`),
  DATA_DIR: z.string().default(".data").describe("a folder"),
  PUBLIC_ORIGIN: z
    .string()
    .transform(withoutSlash)
    .refine(isHttpsOrigin)
    .optional()
    .describe("an https origin without a path, such as https://enrich.example.com"),
  TLS_CERT: z.string().optional().describe("a path of a PEM file"),
  TLS_KEY: z.string().optional().describe("a path of a PEM file"),
  TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .refine((proxies) => proxies.every((text) => proxy.safeParse(text).success))
    .default([])
    .describe("addresses or ranges of your proxies, such as 10.0.0.5, 10.1.0.0/16, or loopback, uniquelocal"),
  SANDBOX: z.enum(["on", "off"]).optional().describe("on or off"),
  SANDBOX_REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000).default(15).describe("a whole number from 1 to 1000000"),
  SANDBOX_PROFILE: z.enum(["A", "B", "C"]).default("A").describe("A, B or C"),
  AUTH: z.enum(["none", "token", "entra"]).default("none").describe("none, token or entra"),
  ENTRA_TENANT_ID: directoryId.describe("the id of a Microsoft Entra directory, a GUID"),
  ENTRA_CLIENT_ID: directoryId.describe("the id of an app registration, a GUID"),
  ENTRA_SCOPE: z
    .string()
    .regex(nameShape)
    .default("Enrich.Use")
    .describe("the name of a delegated permission, such as Enrich.Use"),
  ENTRA_ADMINISTRATOR_ROLE: z
    .string()
    .regex(nameShape)
    .default("Enrich.Administrator")
    .describe("the name of an app role, such as Enrich.Administrator"),
  ENTRA_AUTHORITY: z
    .string()
    .refine(keepsSignIn)
    .transform(withoutSlash)
    .default("https://login.microsoftonline.com")
    .describe("an https address, such as https://login.microsoftonline.com"),
  REDIS_URL: z.string().refine(isRedisUrl).optional().meta({
    description: "an address that begins with redis:// or rediss://",
    unprinted: "has a value that is no address of a Redis",
  }),
  RETENTION_DAYS: wholeNumber(1, 3650).default(180).describe("a whole number of days from 1 to 3650"),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,512}$/)
    .optional()
    .meta({
      description: "16 to 512 printable characters without spaces",
      unprinted: "has a value that cannot be a token",
    }),
  PERSON_REQUESTS_PER_MINUTE: wholeNumber(0, 1_000_000)
    .optional()
    .describe("a whole number from 0 (no limit) to 1000000"),
  PERSON_CREDITS_PER_DAY: wholeNumber(0, 100_000_000)
    .default(0)
    .describe("a whole number of credits from 0 (no limit) to 100000000"),
  TEAM_CREDITS_PER_DAY: wholeNumber(0, 100_000_000)
    .default(0)
    .describe("a whole number of credits from 0 (no limit) to 100000000"),
  MANIFEST: z.string().optional().describe("a path of a manifest.xml"),
  NO_OPEN: z.enum(["1", "0", "true", "false"]).default("0").describe("1 or 0"),
});
export type Values = z.infer<typeof schema>;

/** The sentence about a value that cannot be used. */
export function badValue(name: string, value: string | undefined): string {
  const isName = (text: string): text is keyof Values => text in schema.shape;
  const { description: expected = "something else", unprinted } = isName(name) ? (schema.shape[name].meta() ?? {}) : {};
  const was = typeof unprinted === "string" ? unprinted : `is ${JSON.stringify(value)}`;
  return `${name} ${was}; expected ${expected}.`;
}
