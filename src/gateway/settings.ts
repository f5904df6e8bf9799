import { z } from "zod";
import type { EntraOptions } from "./auth/entra";

/** Which program reads the environment: their rules differ in small ways. */
export type Program = "demo" | "serve" | "start";

/** Whose invented or real people the gateway asks for. */
export type ServiceSettings =
  | { readonly kind: "sandbox"; readonly requestsPerMinute: number; readonly profile: "A" | "B" | "C" }
  | { readonly kind: "team"; readonly baseUrl: string; readonly apiKey: string }
  /** The gateway has no key of its own: every caller brings a personal one. */
  | { readonly kind: "personal"; readonly baseUrl: string };

/** Who may ask. */
export type AuthSettings =
  { readonly kind: "none" } | { readonly kind: "token" } | ({ readonly kind: "entra" } & EntraOptions);

/** The environment, read and checked once. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly service: ServiceSettings;
  readonly auth: AuthSettings;
  readonly dataDir: string;
  /** Of a Redis shared with other gateways; may hold its password. */
  readonly redisUrl: string | undefined;
  readonly retentionMs: number;
  readonly publicOrigin: string | undefined;
  readonly tls: { readonly certPath: string; readonly keyPath: string } | undefined;
  /** The manifest of another add-in to host, if one was named. */
  readonly manifest: string | undefined;
  readonly openBrowser: boolean;
}

export type SettingsReading =
  | { readonly ok: true; readonly settings: Settings }
  /** One sentence for each value that cannot be used; never a key. */
  | { readonly ok: false; readonly problems: readonly string[] };

export type Environment = Readonly<Record<string, string | undefined>>;

const defaultBaseUrl = "https://api.crustdata.com";

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
const nameShape = /^[A-Za-z0-9._-]{1,120}$/;
const dayMs = 86_400_000;

const schema = z.object({
  PORT: wholeNumber(0, 65535).default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/)
    .default("127.0.0.1"),
  CRUSTDATA_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{1,512}$/)
    .optional(),
  CRUSTDATA_BASE_URL: z.string().refine(isBaseUrl).optional(),
  DATA_DIR: z.string().default(".data"),
  PUBLIC_ORIGIN: z.string().transform(withoutSlash).refine(isHttpsOrigin).optional(),
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  SANDBOX: z.enum(["on", "off"]).optional(),
  SANDBOX_REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000).default(15),
  SANDBOX_PROFILE: z.enum(["A", "B", "C"]).default("A"),
  AUTH: z.enum(["none", "token", "entra"]).default("none"),
  ENTRA_TENANT_ID: z.guid().optional(),
  ENTRA_CLIENT_ID: z.guid().optional(),
  ENTRA_SCOPE: z.string().regex(nameShape).default("Enrich.Use"),
  ENTRA_ADMINISTRATOR_ROLE: z.string().regex(nameShape).default("Enrich.Administrator"),
  ENTRA_AUTHORITY: z.string().refine(keepsSignIn).transform(withoutSlash).default("https://login.microsoftonline.com"),
  REDIS_URL: z.string().refine(isRedisUrl).optional(),
  RETENTION_DAYS: wholeNumber(1, 3650).default(180),
  MANIFEST: z.string().optional(),
  NO_OPEN: z.enum(["1", "0", "true", "false"]).default("0"),
});
type Values = z.infer<typeof schema>;

const expectations: Readonly<Record<keyof Values, string>> = {
  PORT: "a whole number from 0 to 65535 (0 takes any free port)",
  HOST: "a host name or an IP address to listen on, such as 127.0.0.1",
  CRUSTDATA_API_KEY: "a key of at most 512 printable characters without spaces",
  CRUSTDATA_BASE_URL: `an https address without query, such as ${defaultBaseUrl}; http only of this machine`,
  DATA_DIR: "a folder",
  PUBLIC_ORIGIN: "an https origin without a path, such as https://enrich.example.com",
  TLS_CERT: "a path of a PEM file",
  TLS_KEY: "a path of a PEM file",
  SANDBOX: "on or off",
  SANDBOX_REQUESTS_PER_MINUTE: "a whole number from 1 to 1000000",
  SANDBOX_PROFILE: "A, B or C",
  AUTH: "none, token or entra",
  ENTRA_TENANT_ID: "the id of a Microsoft Entra directory, a GUID",
  ENTRA_CLIENT_ID: "the id of an app registration, a GUID",
  ENTRA_SCOPE: "the name of a delegated permission, such as Enrich.Use",
  ENTRA_ADMINISTRATOR_ROLE: "the name of an app role, such as Enrich.Administrator",
  ENTRA_AUTHORITY: "an https address, such as https://login.microsoftonline.com",
  REDIS_URL: "an address that begins with redis:// or rediss://",
  RETENTION_DAYS: "a whole number of days from 1 to 3650",
  MANIFEST: "a path of a manifest.xml",
  NO_OPEN: "1 or 0",
};

/** What may hold a secret is not printed. */
const unprinted: Readonly<Record<string, string>> = {
  CRUSTDATA_API_KEY: "has a value that cannot be a key",
  REDIS_URL: "has a value that is no address of a Redis",
};

/** Reads the settings of `program` from its environment; an empty value counts as not set. */
export function readSettings(environment: Environment, program: Program): SettingsReading {
  const given = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const read = schema.safeParse(given);
  if (!read.success) {
    const names = new Set(read.error.issues.map((issue) => String(issue.path[0])));
    return { ok: false, problems: [...names].map((name) => badValue(name, given[name])) };
  }
  const values = read.data;
  const problems = contradictions(values, program);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, settings: settingsOf(values) };
}

function badValue(name: string, value: string | undefined): string {
  const isName = (text: string): text is keyof Values => text in expectations;
  const expected = isName(name) ? expectations[name] : "something else";
  const was = unprinted[name] ?? `is ${JSON.stringify(value)}`;
  return `${name} ${was}; expected ${expected}.`;
}

function contradictions(values: Values, program: Program): string[] {
  const hasKey = values.CRUSTDATA_API_KEY !== undefined;
  const hasBaseUrl = values.CRUSTDATA_BASE_URL !== undefined;
  const rules: readonly (readonly [boolean, string])[] = [
    [
      !isLoopback(values.HOST) && values.AUTH === "none",
      `HOST is ${JSON.stringify(values.HOST)} while AUTH is "none"; expected a loopback address such as 127.0.0.1, because anybody who reaches the gateway may spend its credits.`,
    ],
    [
      program === "demo" && !["localhost", "127.0.0.1"].includes(values.HOST) && isLoopback(values.HOST),
      `HOST is ${JSON.stringify(values.HOST)}; the demo expects localhost or 127.0.0.1, because its address and its certificate are those of localhost.`,
    ],
    [
      (values.TLS_CERT === undefined) !== (values.TLS_KEY === undefined),
      "Only one of TLS_CERT and TLS_KEY is set; expected both or neither.",
    ],
    [
      values.AUTH === "entra" && (values.ENTRA_TENANT_ID === undefined || values.ENTRA_CLIENT_ID === undefined),
      "AUTH is entra without ENTRA_TENANT_ID and ENTRA_CLIENT_ID; expected both: whose directory, and which app registration.",
    ],
    [
      program !== "serve" && values.AUTH !== "none",
      `AUTH is "${values.AUTH}"; only npm run serve asks who somebody is. Leave it out here.`,
    ],
    [
      program === "demo" && hasKey !== hasBaseUrl,
      "Only one of CRUSTDATA_API_KEY and CRUSTDATA_BASE_URL is set; the demo expects both (the real service) or neither (the sandbox).",
    ],
    [
      program !== "demo" && hasBaseUrl && !hasKey && values.SANDBOX !== "off",
      "CRUSTDATA_BASE_URL is set without CRUSTDATA_API_KEY; expected both, or SANDBOX=off where every caller brings a personal key.",
    ],
    [
      hasKey && values.SANDBOX === "on",
      "SANDBOX is on while CRUSTDATA_API_KEY is set; expected one of them: invented people or the real service.",
    ],
  ];
  return rules.flatMap(([broken, sentence]) => (broken ? [sentence] : []));
}

function settingsOf(values: Values): Settings {
  return {
    port: values.PORT,
    host: values.HOST,
    service: serviceOf(values),
    auth: authOf(values),
    dataDir: values.DATA_DIR,
    redisUrl: values.REDIS_URL,
    retentionMs: values.RETENTION_DAYS * dayMs,
    publicOrigin: values.PUBLIC_ORIGIN,
    tls:
      values.TLS_CERT !== undefined && values.TLS_KEY !== undefined
        ? { certPath: values.TLS_CERT, keyPath: values.TLS_KEY }
        : undefined,
    manifest: values.MANIFEST,
    openBrowser: values.NO_OPEN === "0" || values.NO_OPEN === "false",
  };
}

function authOf(values: Values): AuthSettings {
  const { AUTH: kind, ENTRA_TENANT_ID: tenantId, ENTRA_CLIENT_ID: clientId } = values;
  if (kind !== "entra" || tenantId === undefined || clientId === undefined) {
    return { kind: kind === "token" ? "token" : "none" };
  }
  return {
    kind,
    tenantId,
    clientId,
    scope: values.ENTRA_SCOPE,
    administratorRole: values.ENTRA_ADMINISTRATOR_ROLE,
    authority: values.ENTRA_AUTHORITY,
  };
}

function serviceOf(values: Values): ServiceSettings {
  const baseUrl = (values.CRUSTDATA_BASE_URL ?? defaultBaseUrl).replace(/\/+$/, "");
  if (values.CRUSTDATA_API_KEY !== undefined) return { kind: "team", baseUrl, apiKey: values.CRUSTDATA_API_KEY };
  if (values.SANDBOX === "off") return { kind: "personal", baseUrl };
  return {
    kind: "sandbox",
    requestsPerMinute: values.SANDBOX_REQUESTS_PER_MINUTE,
    profile: values.SANDBOX_PROFILE,
  };
}

/** Whether only programs on this machine can reach what listens on `host`. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
