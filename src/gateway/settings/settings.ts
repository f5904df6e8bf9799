import type { EntraOptions } from "../auth/entra";
import type { LimitSettings } from "../limits/open-limits";

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
  /** Opens the metrics and nothing else. */
  readonly metricsToken: string | undefined;
  readonly limits: LimitSettings;
  readonly publicOrigin: string | undefined;
  /** Whose word on where a request comes from is taken; nobody's by default. */
  readonly trustedProxies: readonly string[];
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
