import { readSettings } from "../../../src/gateway/settings/read-settings";
import type { Environment, Program, Settings } from "../../../src/gateway/settings/settings";
import { schema } from "../../../src/gateway/settings/values";

function accepted(environment: Environment, program: Program = "serve"): Settings {
  const reading = readSettings(environment, program);
  if (!reading.ok) throw new Error(reading.problems.join(" "));
  return reading.settings;
}

function refused(environment: Environment, program: Program = "serve"): readonly string[] {
  const reading = readSettings(environment, program);
  return reading.ok ? [] : reading.problems;
}

describe("readSettings", () => {
  it("needs nothing: the sandbox on loopback, port 3000", () => {
    expect(accepted({})).toEqual({
      port: 3000,
      host: "127.0.0.1",
      service: { kind: "sandbox", requestsPerMinute: 15, profile: "A" },
      auth: { kind: "none" },
      dataDir: ".data",
      redisUrl: undefined,
      metricsToken: undefined,
      retentionMs: 180 * 86_400_000,
      limits: {
        personRequestsPerMinute: undefined,
        personCreditsPerDay: undefined,
        teamCreditsPerDay: undefined,
      },
      publicOrigin: undefined,
      trustedProxies: [],
      tls: undefined,
      manifest: undefined,
      openBrowser: true,
    });
  });

  it("asks the real service when a key is set, at the documented address", () => {
    expect(accepted({ CRUSTDATA_API_KEY: "k-1" }).service).toEqual({
      kind: "team",
      baseUrl: "https://api.crustdata.com",
      apiKey: "k-1",
    });
    expect(accepted({ CRUSTDATA_API_KEY: "k-1", CRUSTDATA_BASE_URL: "http://127.0.0.1:9/x/" }).service).toMatchObject({
      baseUrl: "http://127.0.0.1:9/x",
    });
  });

  it("leaves the key to each caller when the sandbox is off and no key is set", () => {
    expect(accepted({ SANDBOX: "off", CRUSTDATA_BASE_URL: "https://service.example" }).service).toEqual({
      kind: "personal",
      baseUrl: "https://service.example",
    });
  });

  it("takes a directory's ids in capitals as the directory writes them", () => {
    const [tenantId, clientId] = ["0A1B2C3D-0000-4000-8000-00000000000A", "0A1B2C3D-0000-4000-8000-00000000000B"];

    expect(accepted({ AUTH: "entra", ENTRA_TENANT_ID: tenantId, ENTRA_CLIENT_ID: clientId }).auth).toMatchObject({
      tenantId: tenantId.toLowerCase(),
      clientId: clientId.toLowerCase(),
    });
  });

  it("takes an empty value for not set", () => {
    expect(accepted({ PORT: "", CRUSTDATA_API_KEY: " ", NO_OPEN: "" })).toEqual(accepted({}));
  });

  it.each<[string, Environment, string]>([
    ["PORT", { PORT: "80a" }, 'PORT is "80a"; expected a whole number from 0 to 65535'],
    ["PORT", { PORT: "70000" }, 'PORT is "70000"; expected'],
    ["PORT", { PORT: "-1" }, 'PORT is "-1"; expected'],
    ["HOST", { HOST: "a b" }, 'HOST is "a b"; expected a host name'],
    ["HOST", { HOST: "0.0.0.0" }, 'HOST is "0.0.0.0" while AUTH is "none"; expected a loopback address'],
    ["HOST", { HOST: "127.evil.example" }, "expected a loopback address"],
    ["CRUSTDATA_BASE_URL", { CRUSTDATA_BASE_URL: "api" }, 'CRUSTDATA_BASE_URL is "api"; expected an https'],
    ["CRUSTDATA_BASE_URL", { CRUSTDATA_BASE_URL: "https://a.example" }, "without CRUSTDATA_API_KEY; expected both"],
    [
      "CRUSTDATA_BASE_URL",
      { CRUSTDATA_API_KEY: "k", CRUSTDATA_BASE_URL: "http://a.example" },
      "expected an https address",
    ],
    ["CRUSTDATA_BASE_URL", { CRUSTDATA_API_KEY: "k", CRUSTDATA_BASE_URL: "http://127.a.example" }, "http only of this"],
    [
      "REDIS_URL",
      { REDIS_URL: "http://a" },
      "REDIS_URL has a value that is no address of a Redis; expected an address that begins with redis://",
    ],
    ["PUBLIC_ORIGIN", { PUBLIC_ORIGIN: "https://a.example/x" }, "expected an https origin without a path"],
    ["PUBLIC_ORIGIN", { PUBLIC_ORIGIN: "http://a.example" }, "expected an https origin"],
    [
      "TRUSTED_PROXIES",
      { TRUSTED_PROXIES: "everybody" },
      'TRUSTED_PROXIES is "everybody"; expected addresses or ranges',
    ],
    ["TRUSTED_PROXIES", { TRUSTED_PROXIES: "10.0.0.1/33" }, "expected addresses or ranges"],
    ["TRUSTED_PROXIES", { TRUSTED_PROXIES: "0.0.0.0/0" }, "expected addresses or ranges"],
    ["TLS_KEY", { TLS_CERT: "a.crt" }, "Only one of TLS_CERT and TLS_KEY is set"],
    ["SANDBOX", { SANDBOX: "maybe" }, 'SANDBOX is "maybe"; expected on or off'],
    ["SANDBOX", { SANDBOX: "on", CRUSTDATA_API_KEY: "k" }, "SANDBOX is on while CRUSTDATA_API_KEY is set"],
    ["SANDBOX_REQUESTS_PER_MINUTE", { SANDBOX_REQUESTS_PER_MINUTE: "0" }, "expected a whole number from 1"],
    ["SANDBOX_PROFILE", { SANDBOX_PROFILE: "D" }, 'SANDBOX_PROFILE is "D"; expected A, B or C'],
    ["AUTH", { AUTH: "password" }, 'AUTH is "password"; expected none, token or entra'],
    ["AUTH", { AUTH: "entra" }, "AUTH is entra without ENTRA_TENANT_ID and ENTRA_CLIENT_ID; expected both"],
    ["ENTRA_TENANT_ID", { AUTH: "entra", ENTRA_TENANT_ID: "us" }, 'ENTRA_TENANT_ID is "us"; expected the id'],
    ["ENTRA_AUTHORITY", { ENTRA_AUTHORITY: "http://login.example" }, "expected an https address"],
    [
      "METRICS_TOKEN",
      { METRICS_TOKEN: "short" },
      "METRICS_TOKEN has a value that cannot be a token; expected 16 to 512",
    ],
    ["RETENTION_DAYS", { RETENTION_DAYS: "0" }, 'RETENTION_DAYS is "0"; expected a whole number of days'],
    ["NO_OPEN", { NO_OPEN: "yes" }, 'NO_OPEN is "yes"; expected 1 or 0'],
  ])("names a bad %s in one sentence", (_name, environment, sentence) => {
    const problems = refused(environment);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(sentence);
  });

  it.each(["http://localhost:9", "http://[::1]:9", "https://a.example"])("sends a key to %s", (baseUrl) => {
    expect(accepted({ CRUSTDATA_API_KEY: "k", CRUSTDATA_BASE_URL: baseUrl }).service).toMatchObject({ baseUrl });
  });

  it("has the demo on localhost only, for which its certificate is", () => {
    expect(refused({ HOST: "::1" }, "demo")).toEqual([
      'HOST is "::1"; the demo expects localhost or 127.0.0.1, because its address and its certificate are those of localhost.',
    ]);
    expect(refused({ HOST: "0.0.0.0" }, "demo")).toHaveLength(1);
    expect(accepted({ HOST: "localhost" }, "demo").host).toBe("localhost");
    expect(accepted({ HOST: "::1" }, "serve").host).toBe("::1");
  });

  it("never prints an address that may hold a password", () => {
    expect(refused({ REDIS_URL: "redis://u:canary@a.example" }).join()).not.toContain("canary");
  });

  it("limits requests of those who sign in, and credits where told to; 0 is no limit", () => {
    expect(accepted({ AUTH: "token" }).limits).toEqual({
      personRequestsPerMinute: 600,
      personCreditsPerDay: undefined,
      teamCreditsPerDay: undefined,
    });
    const given = { PERSON_REQUESTS_PER_MINUTE: "0", PERSON_CREDITS_PER_DAY: "500", TEAM_CREDITS_PER_DAY: "2000" };
    expect(accepted({ AUTH: "token", ...given }).limits).toEqual({
      personRequestsPerMinute: undefined,
      personCreditsPerDay: 500,
      teamCreditsPerDay: 2000,
    });
    expect(accepted({ PERSON_REQUESTS_PER_MINUTE: "30" }).limits.personRequestsPerMinute).toBe(30);
    expect(refused({ TEAM_CREDITS_PER_DAY: "-1" })).toEqual([
      'TEAM_CREDITS_PER_DAY is "-1"; expected a whole number of credits from 0 (no limit) to 100000000.',
    ]);
  });

  it("names every bad value at once", () => {
    expect(refused({ PORT: "x", SANDBOX_PROFILE: "x" })).toHaveLength(2);
  });

  it("never repeats a key", () => {
    const problems = refused({ CRUSTDATA_API_KEY: "secret canary" }).join(" ");

    expect(problems).toContain("CRUSTDATA_API_KEY");
    expect(problems).not.toContain("canary");
  });

  it("lets the demo have the real service only with both its key and its address", () => {
    expect(refused({ CRUSTDATA_API_KEY: "k" }, "demo")[0]).toContain("the demo expects both");
    expect(refused({ CRUSTDATA_BASE_URL: "https://a.example" }, "demo")[0]).toContain("the demo expects both");
    expect(accepted({ CRUSTDATA_API_KEY: "k", CRUSTDATA_BASE_URL: "https://a.example" }, "demo").service.kind).toBe(
      "team",
    );
  });

  it("believes the proxies it is told of, and no others", () => {
    const named = accepted({ TRUSTED_PROXIES: "10.0.0.5, uniquelocal,fd00::/8" });

    expect(named.trustedProxies).toEqual(["10.0.0.5", "uniquelocal", "fd00::/8"]);
  });

  it("does not open the browser when told so", () => {
    expect(accepted({ NO_OPEN: "1" }).openBrowser).toBe(false);
  });

  it.each(Object.entries(schema.shape))("says what %s must be", (_name, setting) => {
    expect(setting.description).toMatch(/\S/);
  });
});
