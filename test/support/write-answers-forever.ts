import { openAnswerFile } from "../../src/gateway/answers/answer-file";

/** A process that writes one answer after the other into the folder it is given, says which are written, and never ends. */
async function writeForever(folder: string): Promise<never> {
  const store = openAnswerFile(folder).connection("team");
  for (let number = 0; ; number += 1) {
    await store.write([{ key: `person-${number}`, answer: { status: "not_found", asOf: number } }]);
    process.stdout.write(`${number}\n`);
  }
}

void writeForever(process.argv[2] ?? "");
