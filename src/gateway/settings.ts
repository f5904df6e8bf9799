import { z } from "zod";

/** Which program reads the environment: their rules differ in small ways. */
export type Program = "demo" | "serve" | "start";

/** Whose invented or real people the gateway asks for. */
export type ServiceSettings =
  | { readonly kind: "sandbox"; readonly requestsPerMinute: number; readonly profile: "A" | "B" | "C" }
  | { readonly kind: "team"; readonly baseUrl: string; readonly apiKey: string }
  /** The gateway has no key of its own: every caller brings a personal one. */
  | { readonly kind: "personal"; readonly baseUrl: string };

/** The environment, read and checked once. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly service: ServiceSettings;
  readonly dataDir: string;
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
  PUBLIC_ORIGIN: z
    .string()
    .transform((text) => text.replace(/\/+$/, ""))
    .refine(isHttpsOrigin)
    .optional(),
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  SANDBOX: z.enum(["on", "off"]).optional(),
  SANDBOX_REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000).default(15),
  SANDBOX_PROFILE: z.enum(["A", "B", "C"]).default("A"),
  AUTH: z.literal("none").default("none"),
  REDIS_URL: z.undefined().optional(),
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
  AUTH: "none, the only way of signing in that this version has",
  REDIS_URL: "no value, because this version keeps answers in memory",
  MANIFEST: "a path of a manifest.xml",
  NO_OPEN: "1 or 0",
};

/** What may hold a secret is not printed. */
const unprinted: Readonly<Record<string, string>> = {
  CRUSTDATA_API_KEY: "has a value that cannot be a key",
  REDIS_URL: "is set",
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
      !isLoopback(values.HOST),
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
    dataDir: values.DATA_DIR,
    publicOrigin: values.PUBLIC_ORIGIN,
    tls:
      values.TLS_CERT !== undefined && values.TLS_KEY !== undefined
        ? { certPath: values.TLS_CERT, keyPath: values.TLS_KEY }
        : undefined,
    manifest: values.MANIFEST,
    openBrowser: values.NO_OPEN === "0" || values.NO_OPEN === "false",
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
