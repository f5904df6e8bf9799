import { openTeamTokens } from "./team-files";
import { reached, say, sayError } from "./program";
import { programSettings } from "./program-settings";

const usage = `npm run tokens -- create "Ada Lovelace"                   a token for a colleague; it is shown once
npm run tokens -- create "Ada Lovelace" --administrator   the same, with the right to see who spent what
npm run tokens -- list
npm run tokens -- revoke ID`;

/** `npm run tokens`: makes, lists and revokes the tokens by which a team's members ask. */
async function main(args: readonly string[]): Promise<void> {
  const { tokens, whenReady, close } = openTeamTokens(programSettings("serve"));
  const [command, subject] = args;
  const isAdministrator = args.includes("--administrator");
  try {
    await reached(whenReady());
    if (command === "list") {
      const listed = await tokens.list();
      for (const { id, name, createdAtMs, ...rest } of listed) {
        const made = new Date(createdAtMs).toISOString().slice(0, 10);
        say(`${id}  ${made}  ${name}${rest.isAdministrator ? " (administrator)" : ""}`);
      }
      if (listed.length === 0) say("There are no tokens.");
    } else if (command === "create" && subject?.trim()) {
      const { token, id } = await tokens.create({ name: subject.trim(), isAdministrator });
      say(`${token}\nThis is the only time it is shown. Take it back with: npm run tokens -- revoke ${id}`);
    } else if (command === "revoke" && subject) {
      if (!(await tokens.revoke(subject))) throw new Error(`There is no token ${JSON.stringify(subject)}.`);
      say(`The token ${subject} opens nothing any more.`);
    } else throw new Error(usage);
  } finally {
    await close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  sayError(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
