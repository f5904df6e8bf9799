import { describeEnrichService } from "../contracts/enrich-service";
import { createFakeClock } from "../support/fake-clock";
import { email, url } from "../support/identifiers";
import { recordingService } from "../support/recording-service";
import { type RunningSandbox, startSandbox } from "../support/running-sandbox";

const started: RunningSandbox[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((sandbox) => sandbox.close()));
});

async function overHttp() {
  const sandbox = await startSandbox();
  started.push(sandbox);
  return sandbox.service;
}

describeEnrichService("the client before the sandbox", async () => ({
  service: await overHttp(),
  known: [url("mira-solvang-example"), url("jeppe-thorup-example")],
  unknown: url("nobody-here-example"),
}));

describeEnrichService("the client before the sandbox, by address", async () => ({
  service: await overHttp(),
  known: [email("mira@fjordlight.example"), email("zofia.wroblewska@bursztyn.example")],
  unknown: email("nobody@fjordlight.example"),
}));

describeEnrichService("the fake of the core's tests", () =>
  Promise.resolve({
    service: recordingService(createFakeClock()).service,
    known: [url("ada"), url("bo")],
    unknown: url("nobody"),
  }),
);
