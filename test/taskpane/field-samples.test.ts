import { writeFileSync } from "node:fs";
import path from "node:path";
import { resolveFields } from "../../src/core/field-path";
import { parseIdentifier } from "../../src/core/identifier";
import { personValue } from "../../src/core/person-value";
import { sampleIdentifiers } from "../../src/sandbox/sample-identifiers";
import { choosableFields } from "../../src/taskpane/state/choosable-fields";
import { fieldSamples } from "../../src/taskpane/state/field-samples";
import { answered, batchOf, never, startSandbox } from "../support/running-sandbox";

const mostLetters = 60;

/** For each field the first thing the sandbox's people say of it, as a cell would show it. */
async function samplesOfSandbox(): Promise<Record<string, string>> {
  const sandbox = await startSandbox();
  try {
    const people = sampleIdentifiers
      .map((text) => parseIdentifier(text))
      .flatMap((read) => (read.status === "identifier" && read.identifier.kind === "url" ? [read.identifier] : []))
      .filter(({ isEncoded }) => !isEncoded)
      .slice(0, 25);
    // One refused section would take the reply along; fields outside usual plans stand without a sample.
    const inPlan = choosableFields.filter(({ planGated }) => !planGated);
    const sections = [...new Set(inPlan.map(({ requestSection }) => requestSection))];
    const reply = answered(await sandbox.service.enrich(batchOf(people, { sections }), never));
    const candidates = reply.rows.flatMap((row) => row.candidates.slice(0, 1));
    return Object.fromEntries(
      inPlan.flatMap(({ path: field }) => {
        const [column] = resolveFields(field);
        if (column?.ok !== true || column.path.kind !== "field") return [];
        const fieldPath = column.path;
        const texts = candidates.map((candidate) => textOf(personValue(fieldPath, candidate)));
        const found = texts.find((text) => text !== "");
        return found === undefined ? [] : [[field, shortened(found)] as const];
      }),
    );
  } finally {
    await sandbox.close();
  }
}

function textOf(value: ReturnType<typeof personValue>): string {
  if (typeof value !== "object") return typeof value === "boolean" ? (value ? "TRUE" : "FALSE") : String(value);
  if (value.kind === "error") return "";
  return new Date((value.serial - 25_569) * 86_400_000).toISOString().slice(0, 10);
}

function shortened(text: string): string {
  return text.length <= mostLetters ? text : `${text.slice(0, mostLetters - 1).trimEnd()}…`;
}

describe("the sample values of the list of fields", () => {
  it("are what the sandbox's people say", async () => {
    const samples = await samplesOfSandbox();
    if (process.env["WRITE_SAMPLES"] === "1") {
      const file = path.join(__dirname, "../../src/taskpane/state/field-samples.ts");
      const text = `/** What invented people of the sandbox say, one value for each field; a test writes and holds it. */
export const fieldSamples: Readonly<Record<string, string>> = ${JSON.stringify(samples, undefined, 2)};`;
      writeFileSync(file, text);
      return;
    }

    expect(fieldSamples).toEqual(samples);
  });
});
