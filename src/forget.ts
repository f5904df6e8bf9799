import { readFileSync } from "node:fs";
import { parseIdentifier } from "./core/identifier";
import { openAnswerFile } from "./gateway/answers/answer-file";
import { reached, say, sayError } from "./program";
import { programSettings } from "./program-settings";
import { openDataFolder, openForgetting } from "./team-files";

const usage = `npm run forget -- ada@example.com https://www.linkedin.com/in/ada   what is kept of these people is deleted
npm run forget -- - < people.txt                                  the same, one identifier a line
npm run forget -- --everybody                                     everything that was bought is deleted`;

/** `npm run forget`: deletes what the gateways keep of people, or of everybody. Running gateways hear of it. */
async function main(args: readonly string[]): Promise<void> {
  const isEverybody = args.includes("--everybody");
  const keys = isEverybody ? [] : readKeys(args);
  if (isEverybody === args.some((arg) => arg !== "--everybody")) throw new Error(usage);

  const settings = programSettings("serve");
  const file = settings.redisUrl === undefined ? openAnswerFile(openDataFolder(settings)) : undefined;
  const { forgetting, whenReady, close } = openForgetting({ settings, archive: file?.archive });
  try {
    await reached(whenReady());
    const deleted = isEverybody ? await forgetting.everybody() : await forgetting.people(keys);
    say(`${deleted === 1 ? "1 answer was" : `${deleted} answers were`} deleted.`);
    say("Running gateways forget within two seconds. Copies on people's devices, in workbooks and in backups remain.");
  } finally {
    await close();
    await file?.close();
  }
}

function readKeys(args: readonly string[]): string[] {
  const texts = args.includes("-") ? readFileSync(0, "utf8").split("\n") : args;
  return texts.flatMap((text, index) => {
    const parsed = parseIdentifier(text);
    if (parsed.status === "blank") return [];
    if (parsed.status === "identifier") return [parsed.identifier.key];
    throw new Error(`Number ${index + 1} is no profile URL or business e-mail; nobody was forgotten.`);
  });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  sayError(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
