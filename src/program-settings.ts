import { readFileSync } from "node:fs";
import { readSettings } from "./gateway/settings/read-settings";
import type { Environment, Program, Settings } from "./gateway/settings/settings";

/** May stand in a file instead, named by `<NAME>_FILE`: how containers and systemd hand over secrets. */
export const secretNames = ["CRUSTDATA_API_KEY", "REDIS_URL", "METRICS_TOKEN"] as const;

/** The settings of `program` from an environment and the files of secrets it names; throws one sentence for each problem. */
export function programSettings(program: Program, environment: Environment = process.env): Settings {
  const reading = readSettings({ ...environment, ...readSecrets(environment) }, program);
  if (!reading.ok) throw new Error(reading.problems.join("\n"));
  return reading.settings;
}

function readSecrets(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    secretNames.flatMap((name) => {
      const file = environment[`${name}_FILE`]?.trim();
      if (!file) return [];
      if (environment[name]?.trim()) throw new Error(`Both ${name} and ${name}_FILE are set; expected one of them.`);
      return [[name, readSecret(`${name}_FILE`, file)]];
    }),
  );
}

function readSecret(name: string, file: string): string {
  const problem = `${name} is ${JSON.stringify(file)}; expected the path of a readable file that is not empty.`;
  let text;
  try {
    text = readFileSync(file, "utf8").trim();
  } catch (cause) {
    throw new Error(problem, { cause });
  }
  if (text === "") throw new Error(problem);
  return text;
}
