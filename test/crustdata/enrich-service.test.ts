import { describeEnrichService } from "../contracts/enrich-service";
import { email, url } from "../support/identifiers";
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
