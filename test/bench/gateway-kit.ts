import { spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { LedgerReading } from "../../src/sandbox/ledger";
import { startProgram, type ProgramOptions, type RunningProgram } from "../support/programs";
import type { LoadOrder, LoadReport } from "./load-program";

/** What is asked of a person by default: one credit pays for all of it. */
export const defaultFields = [
  "basic_profile",
  "professional_network",
  "social_handles",
  "experience",
  "education",
  "skills",
];

export const profile = (slug: string): string => `https://www.linkedin.com/in/${slug}`;

/** The body of a request for these people, with the default sections. */
export function bodyFor(slugs: readonly string[]): string {
  return JSON.stringify({ professional_network_profile_urls: slugs.map(profile), fields: defaultFields });
}

export const enrichPath = "/api/person/enrich";

/** The gateway as a team runs it, over this service. */
export function startGateway(
  service: RunningProgram,
  { environment = {}, ...options }: ProgramOptions = {},
): Promise<RunningProgram> {
  const team = { CRUSTDATA_API_KEY: "sandbox-team-key", CRUSTDATA_BASE_URL: service.address };
  return startProgram("src/serve.ts", { ...options, environment: { ...team, ...environment } });
}

export async function readLedger(sandbox: RunningProgram): Promise<LedgerReading> {
  return (await (await fetch(`${sandbox.address}/ledger`)).json()) as LedgerReading;
}

/** Asks for these people in one request; resolves to the reply's status, its text read. */
export async function askFor(
  server: RunningProgram,
  slugs: readonly string[],
  pathOf: string = enrichPath,
): Promise<number> {
  const headers = {
    "content-type": "application/json",
    "x-api-version": "2025-11-01",
    authorization: "Bearer sandbox-bench",
  };
  const reply = await fetch(server.address + pathOf, { method: "POST", headers, body: bodyFor(slugs) });
  await reply.arrayBuffer();
  return reply.status;
}

/** Loads a server from a process of its own. */
export async function runLoad(order: LoadOrder): Promise<LoadReport> {
  const program = path.join(__dirname, "load-program.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(order));
  let report = "";
  for await (const part of child.stdout) report += String(part);
  return JSON.parse(report) as LoadReport;
}

/** Asks for these people, again whenever the gateway says that they still wait; resolves to what it was told. */
export async function askUntilAnswered(gateway: RunningProgram, workbook: string, slugs: readonly string[]) {
  const headers = {
    "content-type": "application/json",
    "x-api-version": "2025-11-01",
    "x-priority": "bulk",
    "x-workbook": workbook,
  };
  for (;;) {
    const init = { method: "POST", headers, body: bodyFor(slugs) };
    const reply = await fetch(gateway.address + enrichPath, init).catch((cause: unknown) => {
      throw new Error(`No reply: ${String((cause as Error).cause)}\n${gateway.output().slice(-1_000)}`, { cause });
    });
    const body: unknown = await reply.json();
    if (reply.status === 200) {
      const rows = body as readonly { readonly matched_on: string; readonly matches: readonly unknown[] }[];
      const isWrong = (slug: string, index: number): boolean =>
        rows[index]?.matched_on !== profile(slug) || rows[index].matches.length !== 1;
      const credits = Number(reply.headers.get("x-credits-used"));
      return { credits, wrongRows: slugs.filter(isWrong).length };
    }
    if (reply.status !== 429) throw new Error(`Expected an answer or 429, got ${reply.status} ${JSON.stringify(body)}`);
    await pause(Number(reply.headers.get("retry-after") ?? "1") * 1000);
  }
}
