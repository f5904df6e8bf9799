import type { FastifyInstance } from "fastify";
import * as z from "zod";
import { invalidRequest } from "./envelopes";
import { faultNames, faultSentences, isFaultName } from "./faults";
import type { SandboxState } from "./state";

const order = z.object({ name: z.string(), times: z.int().min(0).optional() });

/** How tests and demonstrations steer the sandbox: faults and ledger. */
export function addControlRoutes(app: FastifyInstance, { faults, ledger }: SandboxState): void {
  app.get("/faults", () => ({ active: faults.active(), faults: faultSentences }));

  app.post("/faults", (request, reply) => {
    const parsed = order.safeParse(parseJson(request.body));
    if (!parsed.success || !isFaultName(parsed.data.name)) {
      const refused = invalidRequest(`Expected {"name", "times"} with one of these names: ${faultNames.join(", ")}`);
      return reply.code(refused.status).send(refused.body);
    }
    const { name, times = 1 } = parsed.data;
    faults.switchOn(name, name === "402_after_n" ? ledger.credits + times : times);
    return reply.send({ active: faults.active() });
  });

  app.delete("/faults", () => {
    faults.clear();
    return { active: {} };
  });

  app.get("/ledger", () => ledger.read());

  app.delete("/ledger", () => {
    ledger.clear();
    return ledger.read();
  });
}

function parseJson(body: unknown): unknown {
  if (typeof body !== "string") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
