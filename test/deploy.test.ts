import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { secretNames } from "../src/program-settings";
import { schema } from "../src/gateway/settings/values";

const root = path.join(__dirname, "..");
const deploy = path.join(root, "assets/deploy");
const read = (name: string) => readFileSync(path.join(deploy, name), "utf8");
const { load } = jest.requireActual<{ load(text: string): unknown }>("js-yaml");

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string; readonly args: Record<string, string> };
  readonly environment?: Readonly<Record<string, string>>;
  readonly env_file?: string;
  readonly command?: string;
  readonly user?: string;
  readonly networks: readonly string[];
  readonly volumes?: readonly string[];
  readonly secrets?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: object;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly restart?: string;
  readonly stop_grace_period?: string;
  readonly pids_limit?: number;
  readonly mem_limit?: string;
  readonly logging?: { readonly driver: string; readonly options: Readonly<Record<string, string>> };
  readonly healthcheck?: { readonly test: readonly string[] };
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const dockerfile = read("Dockerfile");
const compose = load(read("compose.yaml")) as Compose;
const caddyfile = read("Caddyfile");
const unit = read("enrich.service");
const settingNames = new Set([...Object.keys(schema.shape), ...secretNames.map((name) => `${name}_FILE`), "NODE_ENV"]);
const assignments = (text: string) => [...text.matchAll(/^([A-Z][A-Z_]*)=(.*)$/gm)].map(([, name = ""]) => name);

/** Instructions with their continued lines joined; comments left out. */
const instructions = dockerfile
  .replace(/^#.*\n/gm, "")
  .replace(/\\\n\s*/g, "")
  .split("\n")
  .filter((line) => line !== "");
const stage = (name: string) => {
  const from = instructions.findIndex((line) => line.endsWith(`AS ${name}`));
  const next = instructions.findIndex((line, index) => index > from && line.startsWith("FROM "));
  return instructions.slice(from, next === -1 ? undefined : next);
};
const environmentOf = (lines: readonly string[]) =>
  Object.fromEntries(
    lines
      .filter((line) => line.startsWith("ENV "))
      .flatMap((line) =>
        line
          .slice(4)
          .split(" ")
          .map((it) => it.split("=")),
      ),
  ) as Readonly<Record<string, string>>;

describe("the Dockerfile", () => {
  it("starts from images with a whole version, the Node that this project asks for", () => {
    const bases = instructions.flatMap((line) => /^FROM (\S+)/.exec(line)?.[1] ?? []);
    const version = /^ARG NODE_VERSION=(\S+)$/m.exec(dockerfile)?.[1];

    expect(new Set(bases)).toEqual(new Set(["node:${NODE_VERSION}-bookworm-slim"]));
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("copies only what is there and reaches the builder", () => {
    const copied = instructions
      .filter((line) => line.startsWith("COPY ") && !line.includes("--from"))
      .flatMap((line) => line.split(" ").slice(1, -1));
    const ignored = readFileSync(path.join(root, ".dockerignore"), "utf8");

    expect(copied.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
    expect(copied.filter((name) => !ignored.includes(`\n!${name}\n`))).toEqual([]);
  });

  it("leaves secrets, and everything built elsewhere, out of what reaches the builder", () => {
    const lines = readFileSync(path.join(root, ".dockerignore"), "utf8").split("\n");

    expect(lines[1]).toBe("*");
    expect(lines).toContain("assets/deploy");
    expect(lines.filter((line) => /node_modules|\.data|dist|secrets/.test(line))).toEqual([]);
  });

  it("gives the runtime no tools of the build, and no secret", () => {
    const runtime = stage("runtime").join("\n");

    expect(stage("dependencies").join("\n")).toContain("npm ci --omit=dev");
    expect(runtime).toContain("COPY --from=dependencies");
    expect(runtime).not.toMatch(/npm|ARG/);
    expect(dockerfile).not.toMatch(/(ENV|ARG) \S*(KEY|TOKEN|SECRET|PASSWORD|REDIS_URL)/);
  });

  it("runs as nobody in particular, and owns only its data", () => {
    const runtime = stage("runtime");
    const user = runtime.indexOf("USER node");

    expect(user).toBeGreaterThan(runtime.findIndex((line) => line.startsWith("RUN ")));
    expect(runtime.slice(user).filter((line) => line.startsWith("RUN ") || line.startsWith("COPY "))).toEqual([]);
    expect(environmentOf(runtime)["DATA_DIR"]).toBe("/data");
    expect(runtime).toContain("VOLUME /data");
  });

  it("sets settings that there are, never nobody's sign-in, and one port throughout", () => {
    const environment = environmentOf(stage("runtime"));

    expect(Object.keys(environment).filter((name) => !settingNames.has(name))).toEqual([]);
    expect(environment).toMatchObject({ HOST: "0.0.0.0", AUTH: "token" });
    expect(stage("runtime")).toContain(`EXPOSE ${environment["PORT"]}`);
  });

  it("starts the program that npm run serve starts, in a way that hears the signal to end", () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const [entry, command] = ["ENTRYPOINT ", "CMD "].map((word) => {
      const line = stage("runtime").find((candidate) => candidate.startsWith(word)) ?? "";
      return JSON.parse(line.slice(word.length)) as string[];
    });

    expect(entry).toEqual(["node", "--import", "tsx"]);
    expect(`tsx ${command?.join(" ")}`).toBe(scripts["serve"]);
  });

  it("asks the path that says whether callers may come", () => {
    expect(stage("runtime").find((line) => line.startsWith("HEALTHCHECK"))).toContain("/api/ready");
  });
});

describe("compose.yaml", () => {
  const gateways = ["gateway-1", "gateway-2"].map((name) => compose.services[name] as Service);

  it("has two gateways, a Redis and a TLS front", () => {
    expect(Object.keys(compose.services)).toEqual(["gateway-1", "gateway-2", "redis", "front"]);
  });

  it("builds from the project's folder with the Dockerfile there is", () => {
    for (const { build } of gateways) {
      const context = path.resolve(deploy, build?.context ?? "");
      expect(context).toBe(root);
      expect(existsSync(path.join(context, build?.dockerfile ?? ""))).toBe(true);
      const args = Object.keys(build?.args ?? {});
      expect(args.filter((name) => !stage("build").some((line) => line.startsWith(`ARG ${name}`)))).toEqual([]);
    }
  });

  it("sets settings that there are, to values that the gateway takes", () => {
    for (const { environment = {} } of gateways) {
      expect(Object.keys(environment).filter((name) => !settingNames.has(name))).toEqual([]);
      expect(schema.safeParse(environment).error).toBeUndefined();
    }
    const used = new Set([...read("compose.yaml").matchAll(/\$\{([A-Z_]+)/g)].map(([, name = ""]) => name));
    expect(assignments(read("env.example")).filter((name) => !settingNames.has(name) && !used.has(name))).toEqual([]);
  });

  it("hands the key over as a file and keeps it out of everything that is copied or committed", () => {
    for (const { environment = {}, secrets = [] } of gateways) {
      expect(environment["CRUSTDATA_API_KEY_FILE"]).toBe(`/run/secrets/${secrets[0]}`);
      expect(Object.keys(environment)).not.toContain("CRUSTDATA_API_KEY");
    }
    const committed = readFileSync(path.join(root, ".gitignore"), "utf8");
    expect(compose.secrets["crustdata_api_key"]?.file).toBe("secrets/crustdata_api_key");
    expect(committed).toContain("assets/deploy/secrets/\n");
    expect(committed).toContain("assets/deploy/.env\n");
  });

  it("keeps Redis on a network of the gateways' own, evicting nothing and writing everything down", () => {
    const { redis, front } = compose.services as { redis: Service; front: Service };

    expect(redis.networks).toEqual(["store"]);
    expect(compose.networks["store"]).toEqual({ internal: true });
    expect(front.networks).toEqual(["front"]);
    expect(redis.ports).toBeUndefined();
    expect(redis.command).toContain("--appendonly yes");
    expect(redis.command).toContain("--maxmemory-policy noeviction");
    for (const gateway of gateways) expect(gateway.environment?.["REDIS_URL"]).toBe("redis://redis:6379");
  });

  it("lets only the front be reached from outside", () => {
    const open = Object.entries(compose.services).filter(([, { ports }]) => ports !== undefined);

    expect(open.map(([name]) => name)).toEqual(["front"]);
  });

  it("takes from every container what it does not need", () => {
    for (const service of Object.values(compose.services)) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ["ALL"], security_opt: ["no-new-privileges:true"] });
      expect(service.restart).toBe("unless-stopped");
    }
    expect(compose.services["redis"]?.user).toBe("redis");
  });

  it("bounds what every container may take: memory, processes, and disk by its log", () => {
    for (const service of Object.values(compose.services)) {
      expect(service.mem_limit).toMatch(/^\d+[mg]$/);
      expect(service.pids_limit).toBeGreaterThan(0);
      expect(service.logging).toEqual({ driver: "local", options: { "max-size": "20m", "max-file": "5" } });
    }
  });

  it("knows of every container whether it does its work", () => {
    const { redis, front } = compose.services;

    // The gateways have theirs from the image. A Redis that is still loading answers, with another word.
    expect(redis?.healthcheck?.test.join(" ")).toContain("grep -q PONG");
    expect(front?.healthcheck?.test).toContain("443");
  });

  it("builds the add-in of the environment that .env describes", () => {
    for (const { build } of gateways) {
      expect(Object.keys(build?.args ?? {})).toEqual(["PUBLIC_ORIGIN", "ADDIN_ID", "ADDIN_NAME"]);
    }
    expect(assignments(read("env.example"))).toEqual(expect.arrayContaining(["ADDIN_ID", "ADDIN_NAME"]));
  });

  it("gives each gateway a place of its own to write, and time to finish what is paid for", () => {
    expect(gateways.map(({ volumes }) => volumes)).toEqual([["gateway-1:/data"], ["gateway-2:/data"]]);
    for (const { stop_grace_period: time } of gateways) expect(Number.parseInt(time ?? "", 10)).toBeGreaterThan(50);
  });

  it("names networks, volumes, secrets and images that there are, each image with a whole version", () => {
    for (const service of Object.values(compose.services)) {
      expect(Object.keys(compose.networks)).toEqual(expect.arrayContaining([...service.networks]));
      expect(Object.keys(compose.secrets)).toEqual(expect.arrayContaining([...(service.secrets ?? [])]));
      for (const volume of service.volumes ?? []) {
        const [source = ""] = volume.split(":");
        const isThere = source.startsWith("./") ? existsSync(path.join(deploy, source)) : source in compose.volumes;
        expect([source, isThere]).toEqual([source, true]);
      }
      if (service.build === undefined) expect(service.image).toMatch(/^[a-z]+:\d+\.\d+\.\d+-\w+$/);
    }
  });
});

describe("the TLS front", () => {
  it("sends callers to the gateways of compose.yaml, on the port they listen on, while they are ready", () => {
    const [, upstreams = ""] = /reverse_proxy (.+) \{/.exec(caddyfile) ?? [];
    const ports = ["gateway-1", "gateway-2"].map((name) => `${name}:${compose.services[name]?.environment?.["PORT"]}`);

    expect(upstreams.split(" ")).toEqual(ports);
    expect(caddyfile).toContain("health_uri /api/ready");
  });

  it("uses what compose.yaml hands it", () => {
    const used = [...caddyfile.matchAll(/\{\$([A-Z_]+)\}/g)].map(([, name = ""]) => name);

    expect(used.sort()).toEqual(Object.keys(compose.services["front"]?.environment ?? {}).sort());
  });

  it("waits for replies under way when it is told to end, and compose.yaml waits for it", () => {
    const graceSeconds = Number(/grace_period (\d+)s/.exec(caddyfile)?.[1]);

    expect(graceSeconds).toBeGreaterThan(45);
    expect(Number.parseInt(compose.services["front"]?.stop_grace_period ?? "", 10)).toBeGreaterThan(graceSeconds);
    expect(compose.services["front"]?.depends_on).toEqual(["gateway-1", "gateway-2"]);
  });

  it("offers no protocol whose port is shut", () => {
    expect(compose.services["front"]?.ports).toEqual(["80:80", "443:443"]);
    expect(caddyfile).toMatch(/protocols h1 h2\n/);
  });

  it("has balanced braces", () => {
    expect(caddyfile.split("{").length).toBe(caddyfile.split("}").length);
  });
});

describe("the systemd unit", () => {
  const values = (name: string) =>
    [...unit.matchAll(new RegExp(`^${name}=(.*)$`, "gm"))].map(([, value = ""]) => value);

  it("starts the program that npm run serve starts", () => {
    const [start = ""] = values("ExecStart");

    expect(start).toBe("/usr/bin/node --import tsx src/serve.ts");
    expect(existsSync(path.join(root, "src/serve.ts"))).toBe(true);
  });

  it("sets settings that there are, and hands the key over as a file of its own", () => {
    const environment = values("Environment").map((text) => text.split("="));

    expect(environment.filter(([name = ""]) => !settingNames.has(name))).toEqual([]);
    expect(values("LoadCredential")).toEqual(["crustdata_api_key:/etc/enrich/crustdata_api_key"]);
    expect(environment).toContainEqual(["CRUSTDATA_API_KEY_FILE", "%d/crustdata_api_key"]);
  });

  it("writes to its own folder only, and has no rights but its own", () => {
    expect(values("User")).toEqual(["enrich"]);
    expect(values("Environment")).toContain(`DATA_DIR=/var/lib/${values("StateDirectory")[0]}`);
    const shut = ["ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "NoNewPrivileges=yes", "UMask=0077"];
    for (const line of [...shut, "CapabilityBoundingSet=", "SystemCallFilter=@system-service"]) {
      expect(unit.split("\n")).toContain(line);
    }
    // V8 compiles at run time.
    expect(values("MemoryDenyWriteExecute")).toEqual([]);
  });

  it("gives it time to finish what is paid for", () => {
    expect(Number(values("TimeoutStopSec")[0])).toBeGreaterThan(50);
  });
});
