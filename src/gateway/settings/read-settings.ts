import type { LimitSettings } from "../limits/open-limits";
import { contradictions } from "./contradictions";
import type { AuthSettings, Environment, Program, ServiceSettings, Settings, SettingsReading } from "./settings";
import { badValue, defaultBaseUrl, schema, type Values } from "./values";

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

const dayMs = 86_400_000;
/** Far above what a sheet needs: 15,000 people in a minute. Where nobody signs in, nobody is told apart. */
const personRequestsPerMinute = { none: 0, token: 600, entra: 600 };

function settingsOf(values: Values): Settings {
  return {
    port: values.PORT,
    host: values.HOST,
    service: serviceOf(values),
    auth: authOf(values),
    dataDir: values.DATA_DIR,
    redisUrl: values.REDIS_URL,
    retentionMs: values.RETENTION_DAYS * dayMs,
    metricsToken: values.METRICS_TOKEN,
    limits: limitsOf(values),
    publicOrigin: values.PUBLIC_ORIGIN,
    trustedProxies: values.TRUSTED_PROXIES,
    tls:
      values.TLS_CERT !== undefined && values.TLS_KEY !== undefined
        ? { certPath: values.TLS_CERT, keyPath: values.TLS_KEY }
        : undefined,
    manifest: values.MANIFEST,
    openBrowser: values.NO_OPEN === "0" || values.NO_OPEN === "false",
  };
}

function limitsOf(values: Values): LimitSettings {
  const limitOf = (value: number): number | undefined => (value === 0 ? undefined : value);
  return {
    personRequestsPerMinute: limitOf(values.PERSON_REQUESTS_PER_MINUTE ?? personRequestsPerMinute[values.AUTH]),
    personCreditsPerDay: limitOf(values.PERSON_CREDITS_PER_DAY),
    teamCreditsPerDay: limitOf(values.TEAM_CREDITS_PER_DAY),
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
